import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.Profiles;

/** Owl DATA...: what of each file lies outside of OWL 2 DL, on a line each; the line is empty where nothing does. */
public class Owl {
    public static void main(String[] words) throws Exception {
        for (String word : words) {
            OWLOntology read = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(word));
            var found = Profiles.OWL2_DL.checkOntology(read).getViolations();
            System.out.println(found.isEmpty() ? "" : found.toString().replaceAll("\\s+", " "));
        }
    }
}
