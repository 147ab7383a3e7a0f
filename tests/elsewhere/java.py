"""Programs of this folder in Java, run with the libraries that Debian packages.

apt-get install default-jdk-headless libapache-jena-java libdexx-java libxerces2-java   # Jena
apt-get install default-jdk-headless librdf4j-java                                      # RDF4J
apt-get install default-jdk-headless libowlapi-java                                     # OWLAPI
"""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

JARS = Path("/usr/share/java")
HERE = Path(__file__).parent
_COMMON = (
    "slf4j-api slf4j-nop guava caffeine commons-lang3 commons-io commons-csv commons-codec commons-compress httpclient "
    "httpcore httpclient-cache jackson-core jackson-databind jackson-annotations jsonld-java jcl-over-slf4j"
).split()
_RDF4J = (
    "config model model-api model-vocabulary query rio-api rio-datatypes rio-jsonld rio-languages rio-n3 rio-nquads "
    "rio-ntriples rio-rdfjson rio-rdfxml rio-trig rio-trix rio-turtle rio-binary rio-hdt util"
).split()
RDF4J = [*(f"rdf4j-{name}" for name in _RDF4J), *_COMMON]
_OWLAPI = "api apibinding impl parsers rio tools compatibility".split()
OWLAPI = [
    *(f"owlapi-{name}" for name in _OWLAPI),
    *RDF4J,
    *"atinject-jsr330-api commons-rdf-api hppcrt jsr305 xz".split(),
]
JENA = "jena-arq jena-base jena-core jena-iri thrift dexx.collection xercesImpl protobuf".split() + _COMMON


def run_java(program: str, jars: list[str], *words: str | Path, more: str | Path = "") -> list[str]:
    """The lines that a program of this folder prints; skips the test where Java or the library is not installed."""
    if not shutil.which("javac") or not (JARS / f"{jars[0]}.jar").is_file():
        pytest.skip(f"no Java compiler, or no {jars[0]}")
    path = ":".join([*(str(JARS / f"{jar}.jar") for jar in jars), str(more)])
    command = ["java", "-cp", path, str(HERE / program), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def xerces_messages(folder: Path) -> Path:
    """A folder with the texts of Xerces where Debian's Jena, which has it under another name, looks for them."""
    if (JARS / "xercesImpl.jar").is_file():
        with zipfile.ZipFile(JARS / "xercesImpl.jar") as jar:
            for name in jar.namelist():
                if name.endswith(".properties"):
                    path = folder / name.removeprefix("org/apache/")
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(jar.read(name))
    return folder
