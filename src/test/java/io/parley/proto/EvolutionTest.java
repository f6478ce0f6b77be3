package io.parley.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.parley.port.Codec.Decoded;
import io.parley.proto.v1.Wire;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Code;
import io.parley.protocol.Limits;
import io.parley.protocol.Samples;
import io.parley.protocol.ServerFrame;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Readers of yesterday and of tomorrow, made from today's descriptor. */
class EvolutionTest {
    private static final Path NUMBERS = Path.of("src/main/resources/frames/parley.proto.numbers");

    private final ProtobufCodec codec = new ProtobufCodec(Limits.DEFAULT);

    @Test
    void everyNumberEverGivenOutStillMeansTheSame() throws Exception {
        Set<String> numbers = new TreeSet<>();
        Wire.getDescriptor().getMessageTypes().forEach(message -> numbers(message, numbers));
        assertThat(Files.readAllLines(NUMBERS))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(numbers).contains(line));
        assertThat(numbers)
                .as("new numbers are written down in " + NUMBERS)
                .hasSameElementsAs(Files.readAllLines(NUMBERS));
    }

    @Test
    void aReaderOfYesterdayPassesOnWhatItDoesNotKnow() throws Exception {
        Descriptor yesterday = descriptor("ServerFrame", EvolutionTest::yesterday);
        for (ServerFrame frame : Samples.serverFrames().values()) {
            byte[] bytes = codec.encode(frame);
            DynamicMessage read = DynamicMessage.parseFrom(yesterday, bytes);
            assertThat(Wire.ServerFrame.parseFrom(read.toByteArray()))
                    .as(frame.toString())
                    .isEqualTo(Wire.ServerFrame.parseFrom(bytes));
        }
    }

    @Test
    void aReaderOfYesterdayCountsAnEntryWhoseKindItDoesNotKnow() throws Exception {
        Descriptor yesterday = descriptor("ServerFrame", EvolutionTest::yesterday);
        Entry announcement = new Entry("@all", 1, 42, 0, "root", "c-1", new Content.Announcement(Body.of("hear")));
        DynamicMessage frame = DynamicMessage.parseFrom(yesterday, codec.encode(announcement));
        DynamicMessage entry = (DynamicMessage) frame.getField(yesterday.findFieldByName("entry"));
        Descriptor type = entry.getDescriptorForType();
        assertThat(entry.getField(type.findFieldByName("seq"))).isEqualTo(42L);
        assertThat(entry.getOneofFieldDescriptor(type.getOneofs().get(0))).isNull();
        assertThat(entry.getUnknownFields().asMap()).containsKey(Wire.Entry.ANNOUNCEMENT_FIELD_NUMBER);
    }

    @Test
    void aClientOfTomorrowIsUnderstoodAsFarAsItIsKnown() throws Exception {
        Descriptor tomorrow = descriptor("ClientFrame", EvolutionTest::tomorrow);
        DynamicMessage ping = DynamicMessage.parseFrom(
                tomorrow,
                Wire.ClientFrame.newBuilder()
                        .setId("1")
                        .setPing(Wire.Ping.getDefaultInstance())
                        .build()
                        .toByteArray());
        DynamicMessage urgent = ping.toBuilder()
                .setField(tomorrow.findFieldByName("priority"), "high")
                .build();
        assertThat(decode(urgent)).isEqualTo(new Decoded.Understood(new ClientFrame.Ping("1")));

        DynamicMessage whisper = DynamicMessage.newBuilder(tomorrow)
                .setField(tomorrow.findFieldByName("id"), "2")
                .setField(tomorrow.findFieldByName("whisper"), "psst")
                .build();
        assertThat(decode(whisper)).isInstanceOfSatisfying(Decoded.Refused.class, refused -> {
            assertThat(refused.id()).isEqualTo("2");
            assertThat(refused.problem().code()).isEqualTo(Code.UNKNOWN_TYPE);
        });
    }

    private Decoded decode(DynamicMessage message) {
        byte[] bytes = message.toByteArray();
        return codec.decode(bytes, 0, bytes.length);
    }

    /** Without a kind, a frame and some fields that are there today. */
    private static DescriptorProto yesterday(DescriptorProto message) {
        Set<String> later = Set.of("announcement", "receipt", "unread", "cid");
        DescriptorProto.Builder older = message.toBuilder().clearField();
        message.getFieldList().stream()
                .filter(field -> field.getProto3Optional() || !later.contains(field.getName()))
                .forEach(older::addField);
        return older.build();
    }

    private static DescriptorProto tomorrow(DescriptorProto message) {
        if (!message.getName().equals("ClientFrame")) {
            return message;
        }
        return message.toBuilder()
                .addField(text("priority", 40))
                .addField(text("whisper", 41).setOneofIndex(0))
                .build();
    }

    private static FieldDescriptorProto.Builder text(String name, int number) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(FieldDescriptorProto.Type.TYPE_STRING)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    }

    private static Descriptor descriptor(String message, UnaryOperator<DescriptorProto> change) throws Exception {
        FileDescriptorProto today = Wire.getDescriptor().toProto();
        FileDescriptorProto.Builder file = today.toBuilder().clearMessageType();
        today.getMessageTypeList().forEach(type -> file.addMessageType(change.apply(type)));
        return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]).findMessageTypeByName(message);
    }

    private static void numbers(Descriptor message, Set<String> numbers) {
        message.getFields()
                .forEach(field -> numbers.add(message.getFullName() + "." + field.getName() + " = " + field.getNumber()
                        + " " + field.getType() + (field.isRepeated() ? " repeated" : "")));
        message.getNestedTypes().forEach(nested -> numbers(nested, numbers));
    }
}
