import { ns, searchByCard, searchByTraits } from '../insi/soap.ts';
import type { RuleInputs } from '../rule.ts';
import { observation } from './observation.ts';

/** Identifiers of one call; the same ones unless told. */
export interface CallIds {
  message?: string;
  bam?: string;
  lps?: string;
}

/** What is changed of one exchange of the wire. */
export interface ExchangeChanges {
  body?: string;
  at?: string;
  attribution?: 'personne' | 'autre' | 'inconnue';
  contentType?: string;
  tlsVersion?: string;
  /** False when the client certificate leads to no trusted authority. */
  authorized?: boolean;
  /** `null` when the client shows no certificate. */
  subject?: string | null;
  issuer?: string;
  /** What the service answered; not kept unless told. */
  response?: string;
}

/**
 * A right WS_INS2 request in certificate mode (facts, INSi §1.4 and 1.5). Its prefixes are not those of the rules, which
 * must read by namespace. A test breaks it by replacing text.
 */
export function insiRequest({ message = 'm-1', bam = 'b-1', lps = 'l-1' }: CallIds = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="${ns.soap}" xmlns:a="${ns.wsa}">
  <s:Header>
    <a:Action>${searchByTraits}</a:Action>
    <a:MessageID>uuid:${message}</a:MessageID>
    <ContexteBAM xmlns="${ns.bam}" Version="01_02" Nature="CTXBAM">
      <Id>${bam}</Id><Temps>2026-03-02T09:15:30.000Z</Temps><Emetteur>10B0152872</Emetteur><COUVERTURE/>
    </ContexteBAM>
    <ContexteLPS xmlns="${ns.lps}" Version="01_00" Nature="CTXLPS">
      <Id>${lps}</Id><Temps>2026-03-02T09:15:30.000Z</Temps><Emetteur>10B0152872</Emetteur>
      <LPS>
        <IDAM R="4">1234567890</IDAM><Version>1.0</Version>
        <Instance>3f2504e0-4f89-41d3-9a0c-0305e82c3301</Instance><Nom>urn:lps:produit:1.0</Nom>
      </LPS>
    </ContexteLPS>
  </s:Header>
  <s:Body>
    <i:RECSANSVITALE xmlns:i="${ns.ins}">
      <i:NomNaissance>ADRTROIS</i:NomNaissance>
      <i:Prenom>DOMINIQUE</i:Prenom>
      <i:Sexe>F</i:Sexe>
      <i:DateNaissance>1997-02-26</i:DateNaissance>
      <i:LieuNaissance>2A020</i:LieuNaissance>
    </i:RECSANSVITALE>
  </s:Body>
</s:Envelope>`;
}

/** National id of the professional of the examples (facts, INSi §1.4). */
const professional = '899900063480';

/** Subject of the signature certificate of the card of the examples. */
export const cardSubject = `CN=${professional}, T=Médecin, C=FR`;

/**
 * The assertion of a professional's card, in canonical form, `<!--signature-->` where its signature goes (facts, INSi
 * §1.4).
 */
export function cardAssertion(): string {
  const attributes = Object.entries({
    identifiantFacturation: '991130972',
    codeSpecialite: '01',
    secteurActivite: 'SA07',
  });
  const name = `urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName`;
  return (
    `<p:Assertion xmlns:p="${ns['saml']}" ID="_p1" IssueInstant="2026-03-02T09:15:28.000Z" Version="2.0">` +
    `<p:Issuer Format="${name}">${cardSubject}</p:Issuer><!--signature-->` +
    `<p:Subject><p:NameID NameQualifier="CPS">${professional}</p:NameID></p:Subject><p:AttributeStatement>` +
    attributes
      .map(([key, value]) => `<p:Attribute Name="${key}"><p:AttributeValue>${value}</p:AttributeValue></p:Attribute>`)
      .join('') +
    '</p:AttributeStatement></p:Assertion>'
  );
}

/** The assertion of Pro Santé Connect, which nobody signs (facts, INSi §1.4). */
export function pscAssertion(): string {
  return `<q:Assertion xmlns:q="${ns['saml']}" ID="_q1" IssueInstant="2026-03-02T09:15:28.000Z" Version="2.0"><q:Issuer>${professional}</q:Issuer><q:Subject><q:NameID NameQualifier="PSC">${professional}</q:NameID></q:Subject><q:AttributeStatement><q:Attribute Name="identifiantFacturation"><q:AttributeValue>991130972</q:AttributeValue></q:Attribute><q:Attribute Name="codeSpecialiteAMO"><q:AttributeValue>01</q:AttributeValue></q:Attribute></q:AttributeStatement></q:Assertion>`;
}

/** A right WS_INS2 request whose caller shows these assertions. */
export function assertedRequest(...assertions: string[]): string {
  return withSecurity(insiRequest().replaceAll('<Emetteur>10B0152872<', `<Emetteur>${professional}<`), assertions);
}

/** A right WS_INS1 request (facts, INSi §1.5): the assertions of the professional's card and of the Vitale card. */
export function cardRequest(assertion = cardAssertion()): string {
  const body = `<v:RECVITALE xmlns:v="${ns['vit']}">
      <v:MatriculeIndividu><v:NumIdentifiant>2751263220749</v:NumIdentifiant><v:Cle>74</v:Cle></v:MatriculeIndividu>
      <v:NomNaissance>ADRUN</v:NomNaissance>
      <v:DateNaissance>1975-12-31</v:DateNaissance>
      <v:RangNaissance>1</v:RangNaissance>
    </v:RECVITALE>`;
  const coverage = '<COUVERTURE><GrandRegime>01</GrandRegime></COUVERTURE>';
  const request = assertedRequest(assertion, vitaleAssertion())
    .replaceAll(searchByTraits, searchByCard)
    .replace('<COUVERTURE/>', coverage);
  return request.replace(/<i:RECSANSVITALE[\s\S]*<\/i:RECSANSVITALE>/, body);
}

function vitaleAssertion(): string {
  return `<w:Assertion xmlns:w="${ns['saml']}" ID="_w1" IssueInstant="2026-03-02T09:10:00.000Z" Version="2.0"><w:Issuer>${professional}</w:Issuer><w:Subject><w:NameID NameQualifier="VITALE">80250000012345678901</w:NameID></w:Subject></w:Assertion>`;
}

function withSecurity(request: string, assertions: string[]): string {
  const security = `<k:Security xmlns:k="${ns['wsse']}">${assertions.join('')}</k:Security>`;
  return request.replace('</s:Header>', () => `${security}</s:Header>`);
}

/** Inputs of a rule that looks at the wire: the slice, and the body of each request under its own name. */
export function echanges(...changes: ExchangeChanges[]): RuleInputs {
  const bodies = changes.flatMap(({ body = insiRequest(), response }, i) => [
    [`requete-${i + 1}`, Buffer.from(body)] as const,
    ...(response === undefined ? [] : [[`reponse-${i + 1}`, Buffer.from(response)] as const]),
  ]);
  return {
    echanges: observation({ service: 'insi', exchanges: changes.map(exchange) }),
    ...Object.fromEntries(bodies),
  };
}

function exchange(changes: ExchangeChanges, i: number): unknown {
  const { at = '2026-03-02T09:15:30.250Z', attribution = 'personne', tlsVersion = 'TLSv1.3' } = changes;
  const { contentType = `application/soap+xml; charset=utf-8; action="${searchByTraits}"` } = changes;
  const { subject = 'C=FR\nO=Structure de test\nOU=10B0152872\nCN=INSI-AUTO' } = changes;
  const { issuer = 'CN=TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS' } = changes;
  const peer = subject === null ? undefined : { subject, issuer };
  return {
    n: i + 1,
    at,
    outcome: 'answered',
    attribution,
    tls: { version: tlsVersion, authorized: changes.authorized ?? true, peer },
    request: { method: 'POST', path: '/lps', headers: [['Content-Type', contentType]], input: `requete-${i + 1}` },
    response: { status: 200, input: `reponse-${i + 1}` },
  };
}
