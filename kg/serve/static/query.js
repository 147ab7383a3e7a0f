"use strict";
(() => {
  const { prefixes, examples } = JSON.parse(document.getElementById("data").textContent);
  const start = Object.entries(prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}>`).join("\n")
    + "\nSELECT ?event ?name ?day WHERE {\n  ?event a/rdfs:subClassOf* kg:Event ; rdfs:label ?name .\n"
    + "  OPTIONAL { ?event kg:startDate ?day }\n} ORDER BY ?day ?event LIMIT 100\n";

  // Only what needs no other server completes a word.
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  Yasgui.Yasqe.defaults.value = start;
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint: location.origin + "/sparql", method: "POST" },
    copyEndpointOnNewTab: false,
    persistenceId: null,
    autofocus: true,
  });

  // Things of the graph are looked up here, wherever their names may lead one day.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.iri");
    if (link && link.href.startsWith(prefixes.id)) link.href = "/id/" + link.href.slice(prefixes.id.length);
  }, true);

  const choice = document.getElementById("examples");
  for (const [place, example] of examples.entries()) {
    const option = document.createElement("option");
    option.value = String(place);
    option.textContent = example.title;
    choice.append(option);
  }
  choice.addEventListener("change", () => {
    const example = examples[Number(choice.value)];
    if (!choice.value || !example) return;
    const tab = yasgui.getTab();
    tab.setName(example.name);
    tab.setQuery(example.query.replace(/^PREFIX/m, `PREFIX id: <${prefixes.id}>\nPREFIX`));
    tab.query();
  });
})();
