import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import javax.xml.XMLConstants;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.ErrorListener;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.URIResolver;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import net.sf.saxon.Configuration;
import net.sf.saxon.lib.EnvironmentVariableResolver;
import net.sf.saxon.lib.UnparsedTextURIResolver;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.Serializer;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XsltCompiler;
import net.sf.saxon.s9api.XsltExecutable;
import net.sf.saxon.s9api.Xslt30Transformer;
import net.sf.saxon.trans.XPathException;
import org.w3c.dom.ls.LSInput;
import org.w3c.dom.ls.LSResourceResolver;
import org.xml.sax.Attributes;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Judges documents by compiled Schematron and by XSD, one request at a time, for the process that started it (saxon-process.ts).
 *
 * A frame is a count of fields, then each field as a length and its bytes (32 bits, big-endian). Requests:
 *   "schematron", folder of the pack, path of the schema in it, stylesheet ("" when this process has it), count matches, document
 *   "xsd", folder of the pack, path of the XSD in it, document
 * Answers: "ok", ms of compilation, ms of judgement, then
 *   for a Schematron, what the stylesheet answers, then the address and the reason of each document that could not be read;
 *   for an XSD, the place, the line and the text of each error;
 * or "refus", the stage, the reason.
 *
 * What a pack or a document asks for beyond the folder of the pack is refused: files, network, environment, Java.
 */
public final class SaxonWorker {
  private static final int LONGEST_FIELD = 256 << 20;
  private static final int LONGEST_ANSWER = 16 << 20;
  private static final int MOST_ERRORS = 1000;
  private static final String NS = "urn:probant:schematron";

  private final Processor processor = new Processor(false);
  private final Map<String, XsltExecutable> stylesheets = new HashMap<>();
  private final Map<String, Schema> grammars = new HashMap<>();
  private PackFiles files = null;
  /** True once this process should not be asked again. */
  private boolean spent = false;

  public static void main(String[] arguments) throws Exception {
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out, 1 << 16));
    // What a stylesheet prints must not fall among the frames.
    System.setOut(System.err);
    DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
    SynchronousQueue<List<byte[]>> requests = new SynchronousQueue<>();
    Thread judge = new Thread(null, () -> serve(requests, out), "juge", 256L << 20);
    judge.setDaemon(true);
    judge.start();
    try {
      while (true) requests.put(read(in));
    } catch (EOFException gone) {
      // The process that started this one is gone, or has no more to ask: whatever runs is of no use.
      Runtime.getRuntime().halt(0);
    }
  }

  private static void serve(SynchronousQueue<List<byte[]>> requests, DataOutputStream out) {
    try {
      SaxonWorker worker = new SaxonWorker();
      write(out, List.of(text("pret"), text(worker.processor.getSaxonProductVersion()), text(Runtime.version().toString())));
      while (!worker.spent) write(out, worker.answer(requests.take()));
      Runtime.getRuntime().halt(4);
    } catch (Throwable broken) {
      broken.printStackTrace();
      Runtime.getRuntime().halt(3);
    }
  }

  private SaxonWorker() {
    Configuration configuration = processor.getUnderlyingConfiguration();
    configuration.setConfigurationProperty("http://saxon.sf.net/feature/allow-external-functions", false);
    configuration.setConfigurationProperty(
        "http://saxon.sf.net/feature/environmentVariableResolver",
        new EnvironmentVariableResolver() {
          public java.util.Set<String> getAvailableEnvironmentVariables() {
            return java.util.Set.of();
          }

          public String getEnvironmentVariable(String name) {
            return null;
          }
        });
    configuration.setURIResolver((href, base) -> files.resolve(href, base));
    configuration.setCollectionFinder(
        (context, uri) -> {
          throw new XPathException("collection() n'est pas admis dans un paquet", "FODC0002");
        });
  }

  private List<byte[]> answer(List<byte[]> request) {
    String stage = "compilation";
    try {
      Path folder = Path.of(string(request.get(1)));
      if (files == null || !files.folder.equals(folder)) files = new PackFiles(folder, processor);
      long start = System.nanoTime();
      files.entry = "pack:/" + encoded(string(request.get(2)));
      String key = folder + "\n" + string(request.get(2));
      byte[] document = request.get(request.size() - 1);
      if (string(request.get(0)).equals("xsd")) {
        Schema grammar = grammars.get(key);
        if (grammar == null) grammars.put(key, grammar = grammar(string(request.get(2))));
        long ready = System.nanoTime();
        stage = "jugement";
        return answered(start, ready, validate(grammar, document));
      }
      if (request.get(3).length > 0) stylesheets.put(key, stylesheet(request.get(3)));
      XsltExecutable stylesheet = stylesheets.get(key);
      long ready = System.nanoTime();
      stage = "jugement";
      files.unread.clear();
      List<byte[]> rest = new ArrayList<>();
      rest.add(transform(stylesheet, document, string(request.get(4)).equals("oui")));
      files.unread.forEach((href, why) -> rest.addAll(List.of(text(href), text(why))));
      return answered(start, ready, rest);
    } catch (OutOfMemoryError full) {
      throw full;
    } catch (StackOverflowError | LinkageError deep) {
      // What ran out of stack may have left Java itself half made: it is not asked again.
      spent = true;
      return refused(stage, "la pile de Java ne suffit pas (document ou schéma trop imbriqué)");
    } catch (Throwable thrown) {
      return refused(stage, reasonOf(thrown));
    }
  }

  private XsltExecutable stylesheet(byte[] text) throws Exception {
    XsltCompiler compiler = processor.newXsltCompiler();
    List<String> errors = new ArrayList<>();
    compiler.setURIResolver((href, base) -> files.resolve(href, base));
    compiler.setErrorListener(collecting(errors));
    try {
      return compiler.compile(new StreamSource(new ByteArrayInputStream(text), "pack:/"));
    } catch (Exception thrown) {
      throw new Refusal(errors.isEmpty() ? reasonOf(thrown) : errors.get(0));
    }
  }

  private byte[] transform(XsltExecutable stylesheet, byte[] document, boolean counting) throws Exception {
    XMLReader reader = reader();
    XdmNode node =
        processor
            .newDocumentBuilder()
            .build(new SAXSource(reader, input(new ByteArrayInputStream(document), "urn:probant:document")));
    Xslt30Transformer transformer = stylesheet.load30();
    List<String> errors = new ArrayList<>();
    transformer.setErrorListener(collecting(errors));
    transformer.setURIResolver((href, base) -> files.resolve(href, base));
    transformer.getUnderlyingController().setUnparsedTextURIResolver(files);
    transformer.setResultDocumentHandler(
        uri -> {
          throw new IllegalStateException("xsl:result-document n'est pas admis dans un paquet");
        });
    if (counting) transformer.setStylesheetParameters(Map.of(new QName(NS, "tirs"), new XdmAtomicValue(true)));
    transformer.setGlobalContextItem(node);
    transformer.setInitialMode(new QName(NS, "juge"));
    Bounded answer = new Bounded();
    Serializer serializer = processor.newSerializer(answer);
    serializer.setOutputProperty(Serializer.Property.METHOD, "xml");
    serializer.setOutputProperty(Serializer.Property.INDENT, "no");
    try {
      transformer.applyTemplates(node, serializer);
    } catch (Exception thrown) {
      throw new Refusal(answer.full ? "plus de constats que ce qui peut se lire (16 Mo)" : reasonOf(thrown));
    }
    return answer.toByteArray();
  }

  private Schema grammar(String path) throws Exception {
    SchemaFactory factory = SchemaFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "pack");
    factory.setResourceResolver(files);
    try (InputStream bytes = files.open("pack:/" + encoded(path), "")) {
      StreamSource source = new StreamSource(bytes, "pack:/" + encoded(path));
      return factory.newSchema(source);
    }
  }

  /** Each error as its place, its line and its text. */
  private List<byte[]> validate(Schema grammar, byte[] document) throws Exception {
    List<byte[]> errors = new ArrayList<>();
    Places places = new Places(reader());
    ValidatorHandler validator = grammar.newValidatorHandler();
    validator.setErrorHandler(
        new ErrorHandler() {
          public void warning(SAXParseException one) {}

          public void error(SAXParseException one) throws SAXException {
            if (errors.size() >= 3 * MOST_ERRORS) throw new SAXException("assez");
            errors.addAll(List.of(text(places.here()), text("" + one.getLineNumber()), text(one.getMessage())));
          }

          public void fatalError(SAXParseException one) throws SAXException {
            error(one);
          }
        });
    validator.setResourceResolver(files);
    places.setContentHandler(validator);
    try {
      places.parse(input(new ByteArrayInputStream(document), "urn:probant:document"));
    } catch (SAXException stopped) {
      if (errors.isEmpty()) throw stopped;
    }
    return errors;
  }

  /** A reader that takes no DOCTYPE: no entity is expanded, nothing is loaded. */
  static XMLReader reader() throws Exception {
    SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
    factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
    return factory.newSAXParser().getXMLReader();
  }

  static InputSource input(InputStream bytes, String systemId) {
    InputSource source = new InputSource(bytes);
    source.setSystemId(systemId);
    return source;
  }

  private static ErrorListener collecting(List<String> errors) {
    return new ErrorListener() {
      public void warning(TransformerException one) {}

      public void error(TransformerException one) {
        if (errors.size() < 10) errors.add(located(one));
      }

      public void fatalError(TransformerException one) {
        error(one);
      }
    };
  }

  private static String located(TransformerException one) {
    String place = one.getLocator() == null ? null : one.getLocator().getSystemId();
    return reasonOf(one) + (place == null || place.equals("pack:/") ? "" : " (" + place.replaceFirst("^pack:/", "") + ")");
  }

  static String reasonOf(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getMessage() == null && cause.getCause() != null) cause = cause.getCause();
    String code = cause instanceof XPathException && ((XPathException) cause).getErrorCodeLocalPart() != null
        ? ((XPathException) cause).getErrorCodeLocalPart() + " : " : "";
    return code + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
  }

  static String encoded(String path) throws Exception {
    return new URI(null, null, "/" + path, null).getRawPath().substring(1);
  }

  private static List<byte[]> answered(long start, long ready, List<byte[]> rest) {
    List<byte[]> fields = new ArrayList<>();
    fields.add(text("ok"));
    fields.add(text("" + (ready - start) / 1e6));
    fields.add(text("" + (System.nanoTime() - ready) / 1e6));
    fields.addAll(rest);
    return fields;
  }

  private static List<byte[]> refused(String stage, String why) {
    return List.of(text("refus"), text(stage), text(why));
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String string(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static List<byte[]> read(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<byte[]> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = in.readInt();
      if (length < 0 || length > LONGEST_FIELD) throw new EOFException();
      fields.add(in.readNBytes(length));
    }
    return fields;
  }

  private static void write(DataOutputStream out, List<byte[]> fields) throws IOException {
    out.writeInt(fields.size());
    for (byte[] field : fields) {
      out.writeInt(field.length);
      out.write(field);
    }
    out.flush();
  }

  /** A refusal whose message is all there is to say. */
  static final class Refusal extends Exception {
    Refusal(String message) {
      super(message);
    }
  }

  /** An answer that stops growing. */
  static final class Bounded extends ByteArrayOutputStream {
    boolean full = false;

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      if (count + length > LONGEST_ANSWER) {
        full = true;
        throw new IllegalStateException("trop long");
      }
      super.write(bytes, offset, length);
    }
  }

  /** Tells where a reader is, as a path of the names of the elements. */
  static final class Places extends XMLFilterImpl {
    private final Deque<Map<String, Integer>> counts = new ArrayDeque<>();
    private final Deque<String> path = new ArrayDeque<>();

    Places(XMLReader parent) {
      super(parent);
      counts.push(new HashMap<>());
    }

    String here() {
      StringBuilder text = new StringBuilder();
      path.descendingIterator().forEachRemaining(step -> text.append('/').append(step));
      return text.length() == 0 ? "/" : text.toString();
    }

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes) throws SAXException {
      int rank = counts.peek().merge(local, 1, Integer::sum);
      path.push(rank == 1 ? local : local + "[" + rank + "]");
      counts.push(new HashMap<>());
      super.startElement(uri, local, name, attributes);
    }

    @Override
    public void endElement(String uri, String local, String name) throws SAXException {
      super.endElement(uri, local, name);
      counts.pop();
      path.pop();
    }
  }

  /** The files of a pack, by addresses `pack:/…`; nothing else can be read. */
  static final class PackFiles implements URIResolver, UnparsedTextURIResolver, LSResourceResolver {
    private static final long MOST_KEPT = 64L << 20;
    final Path folder;
    private final Path real;
    private final Processor processor;
    /** Address of the schema that judges. */
    String entry = "pack:/";
    /** Documents that could not be read, and why: document() says nothing of it. */
    final Map<String, String> unread = new LinkedHashMap<>();
    private long kept = 0;
    /** Value sets are read by every document: built once. */
    private final Map<Path, XdmNode> built = new LinkedHashMap<>();

    PackFiles(Path folder, Processor processor) throws IOException {
      this.folder = folder;
      this.real = folder.toRealPath();
      this.processor = processor;
    }

    @Override
    public Source resolve(String href, String base) throws TransformerException {
      try {
        Path path = fromEntryOr(href, base);
        if (path.toString().matches(".*\\.xslt?$")) return stylesheet(path);
        XdmNode known = built.get(path);
        if (known != null) return known.asSource();
        long size = Files.size(path);
        try (InputStream bytes = Files.newInputStream(path)) {
          XdmNode node =
              processor.newDocumentBuilder().build(new SAXSource(reader(), input(bytes, address(path).toString())));
          kept += size;
          if (kept > MOST_KEPT) {
            built.clear();
            kept = size;
          }
          built.put(path, node);
          return node.asSource();
        }
      } catch (Exception thrown) {
        if (unread.size() < 100) unread.put(href, reasonOf(thrown));
        throw new XPathException(href + " : " + reasonOf(thrown), "FODC0002");
      }
    }

    private Source stylesheet(Path path) throws Exception {
      return new SAXSource(reader(), input(new ByteArrayInputStream(Files.readAllBytes(path)), address(path).toString()));
    }

    @Override
    public Reader resolve(URI uri, String encoding, Configuration configuration) throws XPathException {
      try {
        Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        return new StringReader(new String(Files.readAllBytes(find(uri.toString(), "")), charset));
      } catch (Exception thrown) {
        throw new XPathException(uri + " : " + reasonOf(thrown), "FOUT1170");
      }
    }

    @Override
    public LSInput resolveResource(String type, String namespace, String publicId, String systemId, String base) {
      if (systemId == null) return null;
      // The XSD of the W3C name a DTD, which only XML editors need: none is read.
      boolean grammar = XMLConstants.W3C_XML_SCHEMA_NS_URI.equals(type);
      return new PackInput(grammar ? this : null, systemId, base == null ? "pack:/" : base);
    }

    InputStream open(String href, String base) throws Exception {
      return Files.newInputStream(find(href, base));
    }

    URI address(Path path) throws Exception {
      return URI.create("pack:/" + encoded(real.relativize(path).toString().replace('\\', '/')));
    }

    /**
     * The ISO pipeline makes one file of a schema and of what it includes: addresses are told from the schema, as the ANS
     * packs want. Where nothing is there, they are told from the file that holds them.
     */
    private Path fromEntryOr(String href, String base) throws Exception {
      try {
        return find(href, entry);
      } catch (Refusal notThere) {
        return find(href, base);
      }
    }

    private Path find(String href, String base) throws Exception {
      String escaped = href.replace(" ", "%20").replace('\\', '/');
      URI uri = base == null || base.isEmpty() ? URI.create(escaped) : URI.create(base).resolve(escaped);
      if (!"pack".equals(uri.getScheme())) throw new Refusal("hors du paquet");
      Path path = real.resolve(uri.normalize().getPath().substring(1)).normalize();
      if (!path.startsWith(real)) throw new Refusal("hors du paquet");
      if (!Files.isRegularFile(path)) throw new Refusal("absent du paquet");
      Path target = path.toRealPath();
      if (!target.startsWith(real)) throw new Refusal("hors du paquet");
      return target;
    }
  }

  /** A file of the pack that an XSD imports; without files, an empty one. */
  static final class PackInput implements LSInput {
    private final PackFiles files;
    private final String href;
    private final String base;

    PackInput(PackFiles files, String href, String base) {
      this.files = files;
      this.href = href;
      this.base = base;
    }

    public InputStream getByteStream() {
      if (files == null) return new ByteArrayInputStream(new byte[0]);
      try {
        return files.open(href, base);
      } catch (Exception thrown) {
        // Said by the validator as the absence of what it declares.
        return new ByteArrayInputStream(new byte[0]);
      }
    }

    public String getSystemId() {
      return URI.create(base).resolve(href.replace(" ", "%20")).toString();
    }

    public String getBaseURI() {
      return base;
    }

    public Reader getCharacterStream() {
      return null;
    }

    public String getStringData() {
      return null;
    }

    public String getPublicId() {
      return null;
    }

    public String getEncoding() {
      return null;
    }

    public boolean getCertifiedText() {
      return false;
    }

    public void setByteStream(InputStream ignored) {}

    public void setSystemId(String ignored) {}

    public void setBaseURI(String ignored) {}

    public void setCharacterStream(Reader ignored) {}

    public void setStringData(String ignored) {}

    public void setPublicId(String ignored) {}

    public void setEncoding(String ignored) {}

    public void setCertifiedText(boolean ignored) {}
  }
}
