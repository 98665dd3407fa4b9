package dev.trawl.cli.console;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * An option or argument of a command, and its value once the command line has been read.
 *
 * <p>Written out instead of annotated: reading annotations by reflection took longer than most searches
 * (docs/decisions/0006-start-up.md).
 *
 * @param <T> what the command gets: the default, an empty {@link Optional} or an empty list when nothing was given
 */
public final class Parameter<T> {
    private final ArgSpec specification;
    private final Function<Optional<Object>, T> reading;

    private Parameter(ArgSpec specification, Function<Optional<Object>, T> reading) {
        this.specification = specification;
        this.reading = reading;
    }

    /** An option; the help shows the names in the order of their length. */
    public static Builder option(String... names) {
        return new Builder(names, "");
    }

    /** An argument without a name that has to be given. */
    public static Builder argument() {
        return new Builder(new String[0], "1");
    }

    /** An argument without a name that may be left out. */
    public static Builder optionalArgument() {
        return new Builder(new String[0], "0..1");
    }

    /** Arguments without a name, any number of them. */
    public static Builder arguments() {
        return new Builder(new String[0], "0..*");
    }

    /** Lets a command have these parameters; its help lists them in this order. */
    public static void addAll(CommandSpec command, Parameter<?>... parameters) {
        for (var parameter : parameters) {
            command.add(parameter.specification);
        }
    }

    /** What was given on the command line, else what the parameter has then. */
    public T value() {
        return reading.apply(Optional.ofNullable(specification.getValue()));
    }

    /** A parameter whose kind of value is not chosen yet. */
    public static final class Builder {
        private final String[] names;
        private final String arity;
        private String label = "";
        private String description = "";
        private String place = "";
        private boolean required;

        private Builder(String[] names, String arity) {
            this.names = names;
            this.arity = arity;
        }

        /** Names the value, and says in the help what it is for. */
        public Builder takes(String label, String description) {
            this.label = label;
            this.description = description;
            return this;
        }

        /** Says which of several arguments it is, the first being 0. */
        public Builder at(int index) {
            place = String.valueOf(index);
            return this;
        }

        /** Refuses a command line without it. */
        public Builder required() {
            required = true;
            return this;
        }

        /** An option that is given or not. */
        public Parameter<Boolean> flag(String description) {
            return flag(OptionSpec.builder(names).description(description), false);
        }

        /** An option that is true until its negative, {@code --no-…}, is given. */
        public Parameter<Boolean> negatableFlag(String description) {
            return flag(
                    OptionSpec.builder(names)
                            .description(description)
                            .negatable(true)
                            .fallbackValue("true")
                            .defaultValue("true"),
                    true);
        }

        public Parameter<String> text(String otherwise) {
            return withDefault(String.class, otherwise);
        }

        public Parameter<Optional<String>> optionalText() {
            return optional(String.class);
        }

        public Parameter<Integer> number(int otherwise) {
            return withDefault(Integer.class, otherwise);
        }

        /** How many of something at most; 0 means all, and less is refused. */
        public Parameter<Integer> limit(int otherwise) {
            return new Parameter<>(
                    specification(Integer.class, Integer.class, Optional.of(otherwise), "", arity),
                    value -> notNegative((Integer) value.orElse(otherwise), "; 0 means all."));
        }

        /** Something that can be counted. */
        public Parameter<Optional<Integer>> optionalCount() {
            return new Parameter<>(
                    specification(Integer.class, Integer.class, Optional.empty(), "", arity),
                    value -> value.map(number -> notNegative((Integer) number, ".")));
        }

        private int notNegative(int number, String hint) {
            if (number < 0) {
                throw new UsageException(
                        "Invalid value for '" + names[names.length - 1] + "': " + number + " is negative" + hint);
            }
            return number;
        }

        public Parameter<Optional<Path>> optionalPath() {
            return optional(Path.class);
        }

        /** Written as {@link DurationConverter} reads it. */
        public Parameter<Optional<Duration>> optionalDuration() {
            return optional(Duration.class);
        }

        /** One of the constants, written as its {@code toString} says. */
        public <E extends Enum<E>> Parameter<E> choice(Class<E> constants, E otherwise) {
            return withDefault(constants, otherwise);
        }

        /** One of the constants, written as its {@code toString} says, or none. */
        public <E extends Enum<E>> Parameter<Optional<E>> optionalChoice(Class<E> constants) {
            return optional(constants);
        }

        /** Texts, one each time the option is given. */
        public Parameter<List<String>> texts() {
            return list(String.class, "", arity);
        }

        /** Texts, one or several with commas between them each time the option is given. */
        public Parameter<List<String>> textsBetweenCommas() {
            return list(String.class, ",", arity);
        }

        /** At least one path. Each is read for itself: of several at once, picocli calls a wrong one an extra argument. */
        public Parameter<List<Path>> paths() {
            return list(Path.class, "", "1");
        }

        /** A path that has to be given. */
        public Parameter<Path> path() {
            return new Parameter<>(specification(Path.class, Path.class, Optional.empty(), "", arity), value ->
                    (Path) value.orElseThrow());
        }

        private static Parameter<Boolean> flag(OptionSpec.Builder option, boolean otherwise) {
            return new Parameter<>(
                    option.type(boolean.class).initialValue(otherwise).build(),
                    value -> (Boolean) value.orElse(otherwise));
        }

        private <T> Parameter<T> withDefault(Class<T> type, T otherwise) {
            return new Parameter<>(
                    specification(type, type, Optional.of(otherwise), "", arity),
                    value -> type.cast(value.orElse(otherwise)));
        }

        private <T> Parameter<Optional<T>> optional(Class<T> type) {
            return new Parameter<>(
                    specification(type, type, Optional.empty(), "", arity), value -> value.map(type::cast));
        }

        private <T> Parameter<List<T>> list(Class<T> element, String separator, String arity) {
            return new Parameter<>(
                    specification(List.class, element, Optional.empty(), separator, arity),
                    values -> ((List<?>) values.orElse(List.of()))
                            .stream().map(element::cast).toList());
        }

        private ArgSpec specification(
                Class<?> type, Class<?> element, Optional<Object> otherwise, String separator, String arity) {
            if (names.length == 0) {
                var argument = PositionalParamSpec.builder();
                if (!place.isEmpty()) {
                    argument.index(place);
                }
                return argument.type(type)
                        .auxiliaryTypes(element)
                        .initialValue(otherwise.orElse(null))
                        .splitRegex(separator)
                        .arity(arity)
                        .required(!arity.startsWith("0"))
                        .paramLabel(label)
                        .description(description)
                        .build();
            }
            return OptionSpec.builder(names)
                    .type(type)
                    .auxiliaryTypes(element)
                    .initialValue(otherwise.orElse(null))
                    .splitRegex(separator)
                    .required(required)
                    .paramLabel(label)
                    .description(description)
                    .build();
        }
    }
}
