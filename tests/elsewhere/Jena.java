import java.io.FileOutputStream;
import java.nio.file.*;
import org.apache.jena.query.*;
import org.apache.jena.riot.RDFDataMgr;

/** Jena OUT QUERIES DATA...: the triples and quads of each file on a line; the answers to QUERIES/*.rq as OUT/*.csv. */
public class Jena {
    public static void main(String[] words) throws Exception {
        Dataset all = DatasetFactory.createGeneral();
        for (int i = 2; i < words.length; i++) {
            Dataset one = DatasetFactory.createGeneral();
            RDFDataMgr.read(one, words[i]);
            RDFDataMgr.read(all, words[i]);
            long quads = 0;
            for (var quad = one.asDatasetGraph().find(); quad.hasNext(); quad.next()) quads++;
            System.out.println(quads);
        }
        try (var queries = Files.newDirectoryStream(Path.of(words[1]), "*.rq")) {
            for (Path path : queries) {
                Path out = Path.of(words[0], path.getFileName().toString().replace(".rq", ".csv"));
                try (QueryExecution run = QueryExecutionFactory.create(QueryFactory.read(path.toString()), all);
                        FileOutputStream file = new FileOutputStream(out.toFile())) {
                    ResultSetFormatter.outputAsCSV(file, run.execSelect());
                }
            }
        }
    }
}
