/** What a test puts in a request; `null` leaves the element out. */
export interface RequestParts {
  nomNaissance?: string | null;
  prenoms?: readonly string[];
  sexe?: string | null;
  dateNaissance?: string | null;
  lieuNaissance?: string | null;
  idam?: string | null;
  messageId?: string | null;
  action?: string | null;
  contexteLps?: boolean;
  contexteBam?: boolean;
  /** False leaves it out; a text is its content. */
  couverture?: boolean | string;
  /** Content of `wsse:Security`; none unless given. */
  security?: string;
  /** Replaces the content of the SOAP body. */
  body?: string;
}

const wsse = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';

/** Action of WS_INS1. */
export const cardAction = 'urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecCarteVitale';

/** Action of WS_INS2. */
export const searchAction = 'urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite';

const adrtrois = { nomNaissance: 'ADRTROIS', prenoms: ['DOMINIQUE'], sexe: 'F', dateNaissance: '1997-02-26' } as const;

/** A WS_INS2 request, right unless its parts say otherwise. */
export function insiRequest(parts: RequestParts = {}): string {
  const p = { ...adrtrois, idam: 'TESTIDAM0001', messageId: 'uuid:essai', action: searchAction, ...parts };
  const context = '<c:Id>1</c:Id><c:Temps>2026-01-15T09:39:02.004Z</c:Temps>';
  const header = [
    p.contexteBam === false
      ? ''
      : `<c:ContexteBAM xmlns:c="urn:siram:bam:ctxbam" Version="01_02">${context}${couverture(p.couverture)}</c:ContexteBAM>`,
    p.contexteLps === false
      ? ''
      : `<c:ContexteLPS xmlns:c="urn:siram:lps:ctxlps" Version="01_00">${context}<c:LPS>${leaf('c:IDAM', p.idam)}</c:LPS></c:ContexteLPS>`,
    p.security === undefined ? '' : `<w:Security xmlns:w="${wsse}">${p.security}</w:Security>`,
    leaf('a:Action', p.action),
    leaf('a:MessageID', p.messageId),
  ];
  const traits = [
    leaf('NomNaissance', p.nomNaissance),
    ...p.prenoms.map((prenom) => leaf('Prenom', prenom)),
    leaf('Sexe', p.sexe),
    leaf('DateNaissance', p.dateNaissance),
    leaf('LieuNaissance', p.lieuNaissance ?? null),
  ];
  const body = p.body ?? `<RECSANSVITALE xmlns="http://www.cnamts.fr/INSiRecSans">${traits.join('')}</RECSANSVITALE>`;
  return (
    '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">' +
    `<e:Header>${header.join('')}</e:Header><e:Body>${body}</e:Body></e:Envelope>`
  );
}

/** The `CodeCR` of an answer, or the code of its fault; empty when there is neither. */
export function answerCode(xml: string): string {
  return /CodeCR>(\w+)</.exec(xml)?.[1] ?? /code="([^"]+)"/.exec(xml)?.[1] ?? '';
}

function leaf(name: string, value: string | null): string {
  return value === null ? '' : `<${name}>${value}</${name}>`;
}

function couverture(content: boolean | string | undefined): string {
  if (content === false) return '';
  return typeof content === 'string' ? `<c:COUVERTURE>${content}</c:COUVERTURE>` : '<c:COUVERTURE/>';
}

/** What a test puts in a search by card; `null` leaves the element out. */
export interface CardParts extends RequestParts {
  matricule?: string | null;
  cle?: string | null;
  ouvrantDroit?: string | null;
  rang?: string | null;
}

const adrun = { matricule: '2751263220749', cle: '74', ouvrantDroit: '2751263220749', rang: '1' } as const;

/** A WS_INS1 request for ADRUN, right unless its parts say otherwise. */
export function cardRequest(parts: CardParts = {}): string {
  const p = { ...adrun, nomNaissance: 'ADRUN', dateNaissance: '1975-12-31', ...parts };
  const matricule = (name: string, number: string | null, key: string | null): string =>
    number === null ? '' : `<${name}>${leaf('NumIdentifiant', number)}${leaf('Cle', key)}</${name}>`;
  const card = [
    matricule('MatriculeIndividu', p.matricule, p.cle),
    matricule('MatriculeOD', p.ouvrantDroit, null),
    leaf('NomNaissance', p.nomNaissance),
    leaf('DateNaissance', p.dateNaissance),
    leaf('RangNaissance', p.rang),
  ];
  const body = `<RECVITALE xmlns="http://www.cnamts.fr/INSiRecVit">${card.join('')}</RECVITALE>`;
  return insiRequest({ action: cardAction, couverture: '<c:GrandRegime>01</c:GrandRegime>', body, ...parts });
}
