package io.parley.testkit;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Judges {@link Needs}. Where everything is required, a missing tool fails the test. */
final class NeedsCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing = AnnotationSupport.findAnnotation(context.getElement(), Needs.class).stream()
                .flatMap(needs -> Arrays.stream(needs.value()))
                .map(Tool::missing)
                .flatMap(Optional::stream)
                .toList();
        if (missing.isEmpty()) {
            return enabled("all there");
        }
        String why = String.join("; ", missing);
        if (Skips.allRequired()) {
            throw new IllegalStateException("required, but " + why);
        }
        return disabled(why);
    }
}
