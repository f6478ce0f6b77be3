package io.parley.http;

import io.parley.limits.Resource;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the contract asks of the requests of one operation. Runs on the request's loop, in a few microseconds.
 *
 * @param resource by whose rules they are limited
 * @param body null where the operation has none; then whatever is sent is not looked at
 */
record Terms(
        Resource resource,
        List<Parameter> parameters,
        @Nullable Demand body,
        boolean bodyRequired) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Where a parameter stands. */
    enum Place {
        PATH,
        QUERY,
        HEADER
    }

    record Parameter(String name, Place in, boolean required, Demand demand) {}

    Terms {
        parameters = List.copyOf(parameters);
    }

    /** What a request asks for, once the contract has nothing against it: else fails with the problem to answer. */
    Asked judge(RoutingContext context) {
        MultiMap query = context.queryParams();
        MultiMap headers = context.request().headers();
        Map<String, Object> values = new HashMap<>();
        for (Parameter parameter : parameters) {
            switch (parameter.in()) {
                case PATH -> path(parameter, context.pathParam(parameter.name()));
                case QUERY -> {
                    Object value = value(parameter, query.getAll(parameter.name()));
                    if (value != null) {
                        values.put(parameter.name(), value);
                    }
                }
                case HEADER -> value(parameter, headers.getAll(parameter.name()));
            }
        }
        known(query.names());
        return new Asked(values, body(context));
    }

    /** What nobody may have been called is nobody: there is no other answer that helps. */
    private static void path(Parameter parameter, @Nullable String value) {
        if (value == null || !parameter.demand().holds(typed(parameter.demand(), value))) {
            throw Failure.of(Code.NOT_FOUND, "there is no such " + parameter.name());
        }
    }

    private static @Nullable Object value(Parameter parameter, List<String> given) {
        if (given.isEmpty()) {
            if (parameter.required()) {
                throw Call.bad(parameter.name(), "is missing");
            }
            return parameter.demand().normal();
        }
        if (given.size() > 1) {
            throw Call.bad(parameter.name(), "is given more than once");
        }
        Object value = typed(parameter.demand(), given.getFirst());
        parameter.demand().hold(parameter.name(), value);
        return value;
    }

    /** Text, unless a number is asked for and here it is. */
    private static Object typed(Demand demand, String text) {
        return demand.isInteger() && DIGITS.matcher(text).matches() ? (Object) Long.valueOf(text) : text;
    }

    private void known(Set<String> given) {
        if (given.isEmpty()) {
            return;
        }
        Set<String> known = parameters.stream()
                .filter(parameter -> parameter.in() == Place.QUERY)
                .map(Parameter::name)
                .collect(Collectors.toSet());
        for (String name : given) {
            if (!known.contains(name)) {
                throw Call.bad(NAME.matcher(name).matches() ? name : "query", "is not a parameter of this");
            }
        }
    }

    private RequestBody body(RoutingContext context) {
        boolean none = context.body().length() <= 0;
        if (body == null || (none && !bodyRequired)) {
            return RequestBody.EMPTY;
        }
        RequestBody read = RequestBody.parse(context.body().buffer());
        body.hold("", read.tree());
        return read;
    }
}
