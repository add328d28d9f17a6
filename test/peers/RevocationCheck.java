import java.io.FileInputStream;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Validates a chain (PEM, leaf first, root last) as Java does, by OCSP alone or by CRL alone; prints BON or the reason. */
class RevocationCheck {
  public static void main(String[] args) throws Exception {
    if (args[0].equals("CRL")) System.setProperty("com.sun.security.enableCRLDP", "true");
    var factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> chain;
    try (var file = new FileInputStream(args[1])) {
      chain = factory.generateCertificates(file).stream().map(one -> (X509Certificate) one).toList();
    }
    CertPath path = factory.generateCertPath(chain.subList(0, chain.size() - 1));
    var validator = CertPathValidator.getInstance("PKIX");
    var checker = (PKIXRevocationChecker) validator.getRevocationChecker();
    var options = EnumSet.of(PKIXRevocationChecker.Option.NO_FALLBACK);
    if (args[0].equals("CRL")) options.add(PKIXRevocationChecker.Option.PREFER_CRLS);
    checker.setOptions(options);
    var parameters = new PKIXParameters(Set.of(new TrustAnchor(chain.get(chain.size() - 1), null)));
    parameters.addCertPathChecker(checker);
    try {
      validator.validate(path, parameters);
      System.out.println("BON");
    } catch (CertPathValidatorException refusal) {
      System.out.println(refusal.getReason() + " : " + refusal.getMessage());
    }
  }
}
