import { textOf } from './detect.ts';
import { observation, type Piece, plainPiece, withoutCarrier } from './piece.ts';
import { readTold, type Told, vihfParameters } from './told.ts';
import { connection } from './unsuited.ts';
import { readWire } from './wire.ts';

/** Address of each transaction, by what its body holds (facts, DMP §2). */
const services: Readonly<Record<string, string>> = {
  PRPA_IN201307UV02: 'patients',
  setAuthorization: 'habilitations',
  ProvideAndRegisterDocumentSetRequest: 'repository',
  RetrieveDocumentSetRequest: 'repository',
  AdhocQueryRequest: 'registry',
  SubmitObjectsRequest: 'registry',
};

const soapType = 'application/soap+xml; charset=utf-8';
const hour = 'l’assertion est jugée à l’heure où elle est émise';
const sent = 'la requête est jugée à l’heure de son ContexteBAM';
/** What is supposed unless the authorities are given. */
export const authority = 'l’autorité de son certificat n’est pas regardée (--confiance la donne)';

/** A SOAP request of the DMP or of INSi: bare XML, the body of a multipart, or a whole HTTP request. */
export function requestPiece(kind: 'insi' | 'dmp', bytes: Buffer): Piece {
  const wire = readWire(bytes);
  const { given, packed, root: xml } = wire;
  const told = readTold(xml);
  const contentType = packed ?? bareType(kind, told);
  const path = wire.path ?? supposedPath(kind, told);
  const headers =
    given === undefined ? [...wire.headers, ['Content-Type', contentType] as [string, string]] : wire.headers;
  const { parameters, unseen } =
    kind === 'dmp' ? vihfParameters(told.vihf) : { parameters: {}, unseen: insiUnseen(told) };
  return {
    ...plainPiece,
    kind,
    inputs: exchangeInputs({ ...wire, path, headers, at: told.at }),
    parameters,
    unseen,
    suppositions: [
      ...(given === undefined ? ['le Content-Type, absent du fichier, est celui du service'] : []),
      ...(wire.path === null ? ['l’adresse, absente du fichier, est celle du service'] : []),
      ...(kind === 'insi' ? insiSuppositions(told) : dmpSuppositions(told)),
    ],
    xml: xml === wire.body ? xml : null,
  };
}

/** An assertion alone is put in an envelope: the rules look at what wsse:Security holds. */
export function vihfPiece(bytes: Buffer): Piece {
  const assertion = textOf(bytes).replace(/^\s*(?:<\?xml[^>]*\?>)?/, '');
  const body = Buffer.from(
    '<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Header><wsse:Security ' +
      'xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">' +
      `${assertion}</wsse:Security></soap:Header><soap:Body/></soap:Envelope>`,
  );
  const { vihf, at } = readTold(body);
  const { parameters, unseen } = vihfParameters(vihf);
  return {
    ...plainPiece,
    kind: 'vihf',
    inputs: exchangeInputs({
      method: 'POST',
      path: '/',
      headers: [['Content-Type', soapType]],
      body,
      at,
    }),
    parameters,
    unseen,
    suppositions: [hour, authority, 'le patient attendu est celui de l’assertion : sa forme seule est jugée'],
    xml: bytes,
    place: (where) => withoutCarrier(where).replace('/soap:Envelope/soap:Header/wsse:Security/saml:', '/saml:'),
  };
}

// That of the operation that the body asks for: a wrong wsa:Action is not told twice.
function bareType(kind: 'insi' | 'dmp', { content }: Told): string {
  const operation = content === 'RECVITALE' ? 'rechercherInsAvecCarteVitale' : 'rechercherInsAvecTraitsIdentite';
  return kind === 'insi' ? `${soapType}; action="urn:ServiceIdentiteCertifiee:1.0.0:${operation}"` : soapType;
}

function supposedPath(kind: 'insi' | 'dmp', { content }: Told): string {
  return kind === 'insi' ? '/lps' : `/si-dmp-server/v2/services/${services[content] ?? ''}`;
}

function dmpSuppositions({ vihf }: Told): string[] {
  return vihf === null ? [] : [hour, authority, 'le patient attendu est celui du VIHF'];
}

function insiSuppositions({ insiMode }: Told): string[] {
  const ownTraits = 'les traits attendus sont ceux de la requête : leur forme seule est jugée';
  return [sent, ownTraits, ...(insiMode === 'carte' ? [authority] : [])];
}

function insiUnseen({ insiMode }: Told): Record<string, string> {
  return insiMode === 'carte' ? {} : { 'insi.emetteur': connection };
}

interface SyntheticExchange {
  method: string;
  path: string;
  headers: Array<[string, string]>;
  body: Buffer;
  at: string | null;
}

/** The slice of a journal that would hold that request alone. */
function exchangeInputs({ method, path, headers, body, at }: SyntheticExchange): Record<string, Buffer> {
  const request = { method, path, headers, input: 'requete-1' };
  const exchange = { n: 1, at: at ?? '', outcome: 'complet', attribution: 'personne', tls: null, request };
  return { echanges: observation({ exchanges: [exchange] }), 'requete-1': body };
}
