package dev.trawl.cli.man;

import dev.trawl.cli.help.HelpTopic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A page of the manual.
 *
 * @param name without its section: {@code trawl-search}
 * @param section of the manual, 1 for commands and 7 for the rest
 * @param roff what {@code man} reads
 */
record ManualPage(String name, int section, String roff) {
    private static final int OF_COMMANDS = 1;
    private static final int OF_CONVENTIONS = 7;

    /** The pages of the program, of each of its commands that help shows, and of the topics of help. */
    static List<ManualPage> all(CommandSpec root) {
        var pages = new ArrayList<ManualPage>();
        add(pages, root);
        for (var topic : HelpTopic.values()) {
            pages.add(of(root, topic));
        }
        return pages;
    }

    private static void add(List<ManualPage> pages, CommandSpec command) {
        pages.add(of(command));
        shown(command).forEach(subcommand -> add(pages, subcommand));
    }

    /** As the file is called below {@code man1} or {@code man7}. */
    String fileName() {
        return name + "." + section;
    }

    private static ManualPage of(CommandSpec root, HelpTopic topic) {
        var name = root.name() + "-" + topic.word();
        var roff = new Roff()
                .title(name.toUpperCase(Locale.ROOT), OF_CONVENTIONS, root.version()[0])
                .section("NAME")
                .text(name + " - " + topic.meaning())
                .section("DESCRIPTION")
                .verbatim(topic.text().lines().toList())
                .section("SEE ALSO")
                .marked(reference(root.name(), OF_COMMANDS));
        return new ManualPage(name, OF_CONVENTIONS, roff.toString());
    }

    private static ManualPage of(CommandSpec command) {
        var name = command.qualifiedName("-");
        var description = formatted(command.usageMessage().description());
        var roff = new Roff()
                .title(
                        name.toUpperCase(Locale.ROOT),
                        OF_COMMANDS,
                        command.root().version()[0])
                .section("NAME")
                .text(name + " - " + withoutPoint(description.getFirst()))
                .section("SYNOPSIS")
                .marked(synopsis(command))
                .section("DESCRIPTION");
        description.stream().filter(line -> !line.isEmpty()).forEach(roff::paragraph);
        arguments(command, roff);
        roff.section("OPTIONS");
        command.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> roff.entry(names(option), meaning(option)));
        commands(command, roff);
        footer(formatted(command.usageMessage().footer()), roff);
        roff.section("EXIT STATUS");
        command.usageMessage().exitCodeList().forEach((code, meaning) -> roff.entry(Roff.bold(code), meaning));
        roff.section("SEE ALSO").marked(related(command));
        return new ManualPage(name, OF_COMMANDS, roff.toString());
    }

    private static String synopsis(CommandSpec command) {
        var words = Stream.concat(
                Stream.of(Roff.bold(command.qualifiedName()), "[" + Roff.italic("OPTIONS") + "]"),
                command.subcommands().isEmpty()
                        ? command.positionalParameters().stream().map(ManualPage::label)
                        : Stream.of(Roff.italic("COMMAND"), "[" + Roff.italic("ARGS") + "]..."));
        return words.collect(Collectors.joining(" "));
    }

    private static String label(ArgSpec argument) {
        var label = Roff.italic(argument.paramLabel()) + (argument.typeInfo().isMultiValue() ? "..." : "");
        return argument.required() ? label : "[" + label + "]";
    }

    private static void arguments(CommandSpec command, Roff roff) {
        if (command.positionalParameters().isEmpty()) {
            return;
        }
        roff.section("ARGUMENTS");
        command.positionalParameters()
                .forEach(argument -> roff.entry(Roff.italic(argument.paramLabel()), meaning(argument)));
    }

    private static void commands(CommandSpec command, Roff roff) {
        if (command.subcommands().isEmpty()) {
            return;
        }
        roff.section("COMMANDS");
        shown(command)
                .forEach(subcommand -> roff.entry(
                        Roff.bold(subcommand.name()),
                        formatted(subcommand.usageMessage().description()).getFirst()));
    }

    /** Examples are indented below their heading; everything else is text. */
    private static void footer(List<String> lines, Roff roff) {
        var verbatim = new ArrayList<String>();
        for (var line : lines) {
            if (line.startsWith("  ")) {
                verbatim.add(line.strip());
                continue;
            }
            show(verbatim, roff);
            if (line.startsWith("Example")) {
                roff.section("EXAMPLES");
            } else if (!line.isEmpty()) {
                roff.section("NOTES").paragraph(line);
            }
        }
        show(verbatim, roff);
    }

    private static void show(List<String> verbatim, Roff roff) {
        if (!verbatim.isEmpty()) {
            roff.verbatim(verbatim);
            verbatim.clear();
        }
    }

    private static String names(OptionSpec option) {
        var value = option.arity().max() == 0 ? "" : " " + Roff.italic(option.paramLabel());
        return Arrays.stream(option.names()).map(Roff::bold).collect(Collectors.joining(", ")) + value;
    }

    private static String meaning(ArgSpec argument) {
        return String.join(" ", formatted(argument.description()));
    }

    private static String related(CommandSpec command) {
        var names = new ArrayList<String>();
        if (command.parent() != null) {
            names.add(reference(command.parent().qualifiedName("-"), OF_COMMANDS));
        }
        shown(command).forEach(subcommand -> names.add(reference(subcommand.qualifiedName("-"), OF_COMMANDS)));
        for (var topic : HelpTopic.values()) {
            names.add(reference(command.root().name() + "-" + topic.word(), OF_CONVENTIONS));
        }
        return String.join(", ", names);
    }

    private static String reference(String page, int section) {
        return Roff.bold(page) + "(" + section + ")";
    }

    private static List<CommandSpec> shown(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(subcommand -> !subcommand.usageMessage().hidden())
                .toList();
    }

    /** Percent signs stand doubled in texts for picocli. */
    private static List<String> formatted(String... lines) {
        return lines.length == 0
                ? List.of("")
                : Arrays.stream(lines)
                        .map(line -> line.replace("%n", "").replace("%%", "%"))
                        .toList();
    }

    private static String withoutPoint(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
