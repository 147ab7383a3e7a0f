import java.io.*;
import java.nio.file.*;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.rio.*;
import org.eclipse.rdf4j.rio.helpers.*;

/** Rdf4j DATA...: the triples and quads of each file on a line. */
public class Rdf4j {
    public static void main(String[] words) throws Exception {
        for (String word : words) {
            RDFParser parser = Rio.createParser(Rio.getParserFormatForFileName(word).get());
            long[] count = {0};
            parser.setRDFHandler(new AbstractRDFHandler() {
                @Override
                public void handleStatement(Statement statement) {
                    count[0]++;
                }
            });
            try (InputStream in = Files.newInputStream(Path.of(word))) {
                parser.parse(in, "http://base.example/");
            }
            System.out.println(count[0]);
        }
    }
}
