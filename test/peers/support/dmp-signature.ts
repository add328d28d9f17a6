import { writeFileSync } from 'node:fs';
import { envelope, type VihfParts, vihf } from '../../support/dmp-request.ts';
import { command } from './services.ts';

/** A request to sign. */
export interface UnsignedRequest {
  body: string;
  /** Of the VIHF; in AIR one serves once, so each has an id of its own. */
  parts: VihfParts & { id: string };
  /** Name of the certificate and key that sign it: `<name>.pem` and `<name>.key`. */
  signs: string;
}

/** Writes a request whose VIHF xmlsec1 has signed, in the folder that `at` gives the paths of; returns its path. */
export async function signedRequest(
  at: (name: string) => string,
  { body, parts, signs }: UnsignedRequest,
): Promise<string> {
  const signature = xmlsecTemplate(parts.id);
  writeFileSync(at('unsigned.xml'), envelope(body, vihf(parts).replace('<!--signature-->', signature)));
  const identity = ['--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:assertion:Assertion'];
  const key = ['--privkey-pem', `${at(`${signs}.key`)},${at(`${signs}.pem`)}`];
  await command('xmlsec1', '--sign', ...identity, ...key, '--output', at('request.xml'), at('unsigned.xml'));
  return at('request.xml');
}

/** The template that xmlsec1 fills in a VIHF: digest, value and certificate are left to it. */
function xmlsecTemplate(id: string): string {
  return (
    '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>' +
    '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>' +
    '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>' +
    `<ds:Reference URI="#${id}"><ds:Transforms>` +
    '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>' +
    '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms>' +
    '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference></ds:SignedInfo>' +
    '<ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo></ds:Signature>'
  );
}
