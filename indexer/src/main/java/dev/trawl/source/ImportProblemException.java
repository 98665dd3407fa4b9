package dev.trawl.source;

/** Something in a file is no trace. */
public final class ImportProblemException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ImportProblem problem;

    public ImportProblemException(ImportProblem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public ImportProblem problem() {
        return problem;
    }
}
