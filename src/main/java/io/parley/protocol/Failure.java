package io.parley.protocol;

/** Carries a {@link Problem} through a future. Stackless: an expected failure, not a bug. */
public final class Failure extends RuntimeException {
    private final transient Problem problem;

    public Failure(Problem problem) {
        super(problem.code().wireName() + ": " + problem.message(), null, false, false);
        this.problem = problem;
    }

    public static Failure of(Code code, String message) {
        return new Failure(Problem.of(code, message));
    }

    public Problem problem() {
        return problem;
    }
}
