import { randomUUID } from 'node:crypto';
import type { DefectSet } from './defects.ts';
import { toInsiText, toUpperText } from './lexicon.ts';

/** What one WS_INS2 request asks for. */
export interface InsiCriteria {
  nomNaissance: string;
  /** One first name, or all of them joined by spaces. */
  prenom: string;
  sexe: string;
  /** `AAAA-MM-JJ`. */
  dateNaissance: string;
  /** COG code; null leaves the element out. */
  lieuNaissance: string | null;
}

/** Who calls: constant for an installation. */
export interface InsiSender {
  /** OU of the client certificate (facts, INSi §1.4). */
  emetteur: string;
  /** CNDA authorisation number. */
  idam: string;
  /** UUID of the installation. */
  instance: string;
}

/** A user signed in by Pro Santé Connect, in whose name INSi is called (facts, INSi §1.4 c). */
export interface InsiCaller {
  /** National id. */
  professional: string;
  /** Billing id of the practice; null leaves the attribute out. */
  billing: string | null;
}

/** A professional whose card signed an assertion. */
export interface SignedCaller {
  assertion: string;
}

/** A request ready to be posted. */
export interface InsiRequest {
  contentType: string;
  body: string;
}

const action = 'urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite';
const soap12 = 'http://www.w3.org/2003/05/soap-envelope';
const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const reused = '00000000-0000-4000-8000-000000000001';

/** Writes WS_INS2 requests: in certificate mode without assertion, in the mode of Pro Santé Connect with an unsigned one. */
export class InsiEnvelope {
  readonly #sender: InsiSender;
  readonly #planted: DefectSet;

  constructor(sender: InsiSender, planted: DefectSet) {
    this.#sender = sender;
    this.#planted = planted;
  }

  /** A request with fresh identifiers. */
  build(criteria: InsiCriteria, caller?: InsiCaller | SignedCaller): InsiRequest {
    const old = this.#planted.has('soap-1-1');
    const type = old ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8';
    const suffix = this.#planted.has('content-type-sans-action') ? '' : `; action="${action}"`;
    const parts = [
      caller === undefined ? '' : security('assertion' in caller ? caller.assertion : this.#unsigned(caller)),
      this.#contexteBam(),
      this.#contexteLps(),
      this.#addressing(),
    ].join('');
    const namespaces = [
      `xmlns:soap="${old ? soap11 : soap12}"`,
      'xmlns:wsa="http://www.w3.org/2005/08/addressing"',
      'xmlns:bam="urn:siram:bam:ctxbam"',
      'xmlns:lps="urn:siram:lps:ctxlps"',
    ].join(' ');
    const header = `<soap:Header>${parts}</soap:Header>`;
    const body = `<soap:Body>${this.#recherche(criteria)}</soap:Body>`;
    return {
      contentType: type + suffix,
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<soap:Envelope ${namespaces}>${header}${body}</soap:Envelope>`,
    };
  }

  // Nobody signs it: the token of the user and the certificate authenticate the call. The issuer is inferred.
  #unsigned({ professional, billing }: InsiCaller): string {
    const attribute =
      billing === null
        ? ''
        : `<saml2:Attribute Name="identifiantFacturation">${element('saml2:AttributeValue', billing)}</saml2:Attribute>`;
    const content = [
      element('saml2:Issuer', professional),
      `<saml2:Subject><saml2:NameID NameQualifier="PSC">${escapeXml(professional)}</saml2:NameID></saml2:Subject>`,
      `<saml2:AttributeStatement>${attribute}</saml2:AttributeStatement>`,
    ].join('');
    const head = `ID="_${randomUUID()}" IssueInstant="${this.#now()}" Version="2.0"`;
    return `<saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" ${head}>${content}</saml2:Assertion>`;
  }

  #contexteBam(): string {
    const planted = this.#planted;
    if (planted.has('contexte-bam-absent')) return '';
    const version = planted.has('contexte-bam-version') ? '01_00' : '01_02';
    // COUVERTURE must be there, empty, when no card was read (XSD CTXBAM V01_02).
    const couverture = planted.has('couverture-absente') ? '' : '<bam:COUVERTURE/>';
    const content = this.#identification('bam') + couverture;
    return `<bam:ContexteBAM Nature="CTXBAM" Version="${version}">${content}</bam:ContexteBAM>`;
  }

  #contexteLps(): string {
    if (this.#planted.has('contexte-lps-absent')) return '';
    const content = `${this.#identification('lps')}<lps:LPS>${this.#logiciel()}</lps:LPS>`;
    return `<lps:ContexteLPS Nature="CTXLPS" Version="01_00">${content}</lps:ContexteLPS>`;
  }

  #identification(prefix: 'bam' | 'lps'): string {
    const planted = this.#planted;
    const id = planted.has('contexte-id-reutilise') ? reused : randomUUID();
    const emetteur = planted.has('emetteur-faux') ? '9999999999' : this.#sender.emetteur;
    const sender = planted.has('emetteur-absent') ? '' : element(`${prefix}:Emetteur`, emetteur);
    return element(`${prefix}:Id`, id) + element(`${prefix}:Temps`, this.#now()) + sender;
  }

  #logiciel(): string {
    const planted = this.#planted;
    const r = planted.has('idam-r-absent') ? '' : ` R="${planted.has('idam-r-faux') ? '1' : '4'}"`;
    const idam = planted.has('idam-vide') ? '' : escapeXml(this.#sender.idam);
    const instance = planted.has('lps-instance-non-uuid') ? 'POSTE-1' : this.#sender.instance;
    return [
      `<lps:IDAM${r}>${idam}</lps:IDAM>`,
      planted.has('lps-version-absente') ? '' : element('lps:Version', '1.4.0'),
      element('lps:Instance', instance),
      planted.has('lps-nom-absent') ? '' : element('lps:Nom', 'CABINET-TEMOIN'),
    ].join('');
  }

  #addressing(): string {
    const planted = this.#planted;
    const wrong = 'urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecCarteVitale';
    const sent = planted.has('action-wsa-fausse') ? wrong : action;
    const id = planted.has('message-id-reutilise') ? reused : randomUUID();
    const wsaAction = planted.has('action-wsa-absente') ? '' : element('wsa:Action', sent);
    const messageId = planted.has('message-id-absent') ? '' : element('wsa:MessageID', `uuid:${id}`);
    return wsaAction + messageId;
  }

  #recherche(criteria: InsiCriteria): string {
    const planted = this.#planted;
    const parts = [
      this.#text('NomNaissance', criteria.nomNaissance),
      ...this.#firstNames(criteria.prenom),
      planted.has('sexe-non-envoye') ? '' : element('rec:Sexe', this.#sexe(criteria.sexe)),
      element('rec:DateNaissance', this.#date(criteria.dateNaissance)),
      criteria.lieuNaissance === null ? '' : this.#text('LieuNaissance', criteria.lieuNaissance),
    ];
    if (planted.has('elements-desordonnes')) parts.reverse();
    return `<rec:RECSANSVITALE xmlns:rec="http://www.cnamts.fr/INSiRecSans">${parts.join('')}</rec:RECSANSVITALE>`;
  }

  #firstNames(prenom: string): string[] {
    const names = this.#planted.has('prenoms-elements-multiples') ? prenom.split(' ') : [prenom];
    return names.map((name) => this.#text('Prenom', name));
  }

  #text(name: string, value: string): string {
    const planted = this.#planted;
    const cased = planted.has('traits-accents') ? toUpperText(value) : toInsiText(value);
    return element(`rec:${name}`, planted.has('traits-minuscules') ? cased.toLowerCase() : cased);
  }

  #sexe(sexe: string): string {
    if (!this.#planted.has('sexe-numerique')) return sexe;
    return sexe === 'M' ? '1' : '2';
  }

  #date(date: string): string {
    return this.#planted.has('date-francaise') ? date.split('-').reverse().join('/') : date;
  }

  /** UTC with milliseconds and `Z` (facts, INSi §1.4). */
  #now(): string {
    const now = Date.now();
    if (this.#planted.has('heure-decalee')) return new Date(now + 3_600_000).toISOString();
    if (this.#planted.has('heure-locale')) return new Date(now + 3_600_000).toISOString().replace('Z', '+01:00');
    return new Date(now).toISOString();
  }
}

function security(assertion: string): string {
  const wsse = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
  return `<wsse:Security xmlns:wsse="${wsse}">${assertion}</wsse:Security>`;
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
