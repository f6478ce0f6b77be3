package io.parley.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps a data directory to one store. The operating system lets go of it when the process dies, however it dies. */
final class DataDirLock implements AutoCloseable {
    private final Path dataDir;
    private final FileChannel channel;

    private DataDirLock(Path dataDir, FileChannel channel) {
        this.dataDir = dataDir;
        this.channel = channel;
    }

    static DataDirLock take(Path dataDir) throws StoreUnusable {
        try {
            if (!Files.isDirectory(dataDir)) {
                createPrivately(dataDir);
            }
            FileChannel channel = FileChannel.open(
                    dataDir.resolve("parley.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new StoreUnusable("the data directory " + dataDir + " is in use by another process", null);
            }
            return new DataDirLock(dataDir, channel);
        } catch (IOException e) {
            throw new StoreUnusable("the data directory " + dataDir + " can't be used: " + e, e);
        }
    }

    /** What people write and the hashes of their passwords are in it: only its owner reads it, where the system can tell. */
    private static void createPrivately(Path dataDir) throws IOException {
        Files.createDirectories(dataDir.toAbsolutePath());
        PosixFileAttributeView posix = Files.getFileAttributeView(dataDir, PosixFileAttributeView.class);
        if (posix != null) {
            posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    Path database() {
        return dataDir.resolve("parley.db");
    }

    /** Where the {@link Mark} is. */
    Path sideFile() {
        return dataDir.resolve("commits");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
