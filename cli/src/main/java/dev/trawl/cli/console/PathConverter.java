package dev.trawl.cli.console;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads names of files and folders on the command line. The empty text is none, though Java takes it for the current folder. */
public final class PathConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
        if (value.isEmpty()) {
            throw new TypeConversionException("'' is not the name of a file or folder");
        }
        return Path.of(value);
    }
}
