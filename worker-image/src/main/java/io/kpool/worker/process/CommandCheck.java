package io.kpool.worker.process;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Says in a sentence why a command cannot be started, before it is tried: afterwards only an error number is left. */
final class CommandCheck {
    private final Path directory;
    private final String searchPath;

    /** @param searchPath the PATH that the command would have */
    CommandCheck(Path directory, String searchPath) {
        this.directory = directory;
        this.searchPath = searchPath;
    }

    void check(List<String> argv) throws SpawnFailedException {
        if (argv.isEmpty() || argv.getFirst().isEmpty()) {
            throw new SpawnFailedException("the command is empty: argv needs at least the name of a program");
        }
        if (argv.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            throw new SpawnFailedException("argv holds a NUL character, which no program can be given");
        }
        checkDirectory();
        String program = argv.getFirst();
        if (program.indexOf('/') >= 0) {
            checkFile(directory.resolve(program));
        } else {
            search(program);
        }
    }

    private void checkDirectory() throws SpawnFailedException {
        if (!Files.exists(directory)) {
            throw new SpawnFailedException("the working directory " + directory + " is not there");
        }
        if (!Files.isDirectory(directory)) {
            throw new SpawnFailedException("the working directory " + directory + " is not a directory");
        }
        if (!Files.isExecutable(directory)) {
            throw new SpawnFailedException("the working directory " + directory + " may not be entered");
        }
    }

    private static void checkFile(Path file) throws SpawnFailedException {
        if (!Files.exists(file)) {
            throw new SpawnFailedException("there is no program " + file);
        }
        if (Files.isDirectory(file)) {
            throw new SpawnFailedException(file + " is a directory, not a program");
        }
        if (!Files.isExecutable(file)) {
            throw new SpawnFailedException(file + " is not executable");
        }
    }

    private void search(String program) throws SpawnFailedException {
        List<Path> found = new ArrayList<>();
        try {
            Arrays.stream(searchPath.split(":"))
                    .map(folder -> directory.resolve(folder).resolve(program))
                    .filter(Files::isRegularFile)
                    .forEach(found::add);
        } catch (InvalidPathException malformed) {
            throw new SpawnFailedException(malformed.getMessage());
        }
        if (found.isEmpty()) {
            throw new SpawnFailedException("there is no program " + program + " in " + searchPath);
        }
        if (found.stream().noneMatch(Files::isExecutable)) {
            throw new SpawnFailedException(found.getFirst() + " is not executable");
        }
    }
}
