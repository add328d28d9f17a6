import { randomUUID } from 'node:crypto';
import { lotXml, type Patient, type Piece } from './dmp-lot.ts';
import { escaped } from './xml.ts';

/** Qui appelle le DMP. */
export interface Appelant {
  /** PS_IdNat du professionnel, sa structure, son nom. */
  professionnel: string;
  structure: string;
  nom: string;
  /** `INDIRECTE` pour déposer, `INDIRECTE_RENFORCEE` (AIR) pour lire. */
  mode: 'INDIRECTE' | 'INDIRECTE_RENFORCEE';
}

/** Ce que le DMP dit d’un patient. */
export type EtatDmp = 'actif' | 'ferme' | 'inexistant';

const etats: Record<string, EtatDmp> = { active: 'actif', terminated: 'ferme' };

/** Un document du DMP, tel que le cabinet le montre. */
export interface Document {
  uniqueId: string;
  titre: string;
}

/** Le DMP a refusé, avec l’un de ses codes. */
export class DmpError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Le DMP, à son adresse, pour un patient et un appelant. */
export class Dmp {
  readonly #adresse: string;
  readonly #patient: Patient;
  readonly #appelant: Appelant;

  constructor(adresse: string, patient: Patient, appelant: Appelant) {
    this.#adresse = adresse;
    this.#patient = patient;
    this.#appelant = appelant;
  }

  /** Si le patient a un DMP ouvert, et si l’appelant y est autorisé (TD0.2). */
  async etat(): Promise<{ dmp: EtatDmp; autorisation: string | undefined }> {
    const { matricule, cle, oid } = this.#patient;
    const xml = await this.#appeler(
      'patients',
      `<PRPA_IN201307UV02 xmlns="urn:hl7-org:v3"><id root="${oidUnique()}"/><controlActProcess><reasonCode code="TEST_EXST"/>
      <queryByParameter><queryId root="${oidUnique()}"/><parameterList><patientIdentifier>
      <value root="${oid}" extension="${matricule}${cle}"/></patientIdentifier></parameterList></queryByParameter>
      </controlActProcess></PRPA_IN201307UV02>`,
    );
    const autorisation = /<(?:\w+:)?value[^>]* code="(VALIDE|EXPIRE|INTERDIT|NON_EXISTE)"/.exec(xml)?.[1];
    const statut = /<(?:\w+:)?patient classCode="PAT">.*?<(?:\w+:)?statusCode code="(\w+)"/s.exec(xml)?.[1];
    return { dmp: etats[statut ?? ''] ?? 'inexistant', autorisation };
  }

  /** Dépose un document (TD2.1). */
  async deposer(piece: Piece): Promise<void> {
    const lot = lotXml(this.#patient, { piece, auteur: this.#appelant });
    const corps = `<x:ProvideAndRegisterDocumentSetRequest xmlns:x="urn:ihe:iti:xds-b:2007">${lot}<x:Document id="Document01">
      <o:Include xmlns:o="http://www.w3.org/2004/08/xop/include" href="cid:document@cabinet"/></x:Document>
      </x:ProvideAndRegisterDocumentSetRequest>`;
    await this.#poster('repository', mtom(this.#enveloppe(corps), piece.cda));
  }

  /** Les documents actifs du patient (TD3.1). */
  async chercher(): Promise<Document[]> {
    const { matricule, cle, oid } = this.#patient;
    const critere = (nom: string, valeur: string): string =>
      `<r:Slot name="$XDSDocumentEntry${nom}"><r:ValueList><r:Value>${valeur}</r:Value></r:ValueList></r:Slot>`;
    const xml = await this.#appeler(
      'registry',
      `<q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">
      <q:ResponseOption returnComposedObjects="true" returnType="LeafClass"/>
      <r:AdhocQuery id="urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d">
      ${critere('PatientId', `'${matricule}${cle}^^^&amp;${oid}&amp;ISO^NH'`)}
      ${critere('Status', "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')")}</r:AdhocQuery></q:AdhocQueryRequest>`,
    );
    return xml.split('<rim:ExtrinsicObject ').slice(1).map(document);
  }

  #appeler(service: string, corps: string): Promise<string> {
    return this.#poster(service, { type: 'application/soap+xml; charset=utf-8', corps: this.#enveloppe(corps) });
  }

  async #poster(service: string, { type, corps }: { type: string; corps: string }): Promise<string> {
    const init = { method: 'POST', headers: { 'content-type': type }, body: corps };
    const reponse = await fetch(`${this.#adresse}/${service}`, init);
    const xml = await reponse.text();
    const code = /errorCode="([^"]+)"/.exec(xml)?.[1] ?? /Subcode>\s*<\w+:Value>(?:\w+:)?([^<]+)/.exec(xml)?.[1];
    if (code !== undefined || !reponse.ok) throw new DmpError(code ?? `HTTP ${reponse.status}`);
    return xml;
  }

  #enveloppe(corps: string): string {
    return `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header>
      <a:MessageID>urn:uuid:${randomUUID()}</a:MessageID>
      <w:Security xmlns:w="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">${this.#vihf()}</w:Security>
      </s:Header><s:Body>${corps}</s:Body></s:Envelope>`;
  }

  // Sans signature : en essai, le DMP est prié de ne pas en demander. Le vrai produit la pose ici.
  #vihf(): string {
    const { professionnel, structure, nom, mode } = this.#appelant;
    const { matricule, cle, oid } = this.#patient;
    const maintenant = new Date().toISOString();
    const renforcee = mode === 'INDIRECTE_RENFORCEE';
    const attributs = {
      VIHF_Version: '3.0',
      Authentification_mode: mode,
      Identifiant_Structure: structure,
      Secteur_Activite: 'SA07^1.2.250.1.71.4.2.4',
      'urn:oasis:names:tc:xacml:2.0:subject:role':
        '<Role xmlns="urn:hl7-org:v3" code="10" codeSystem="1.2.250.1.71.1.2.7" displayName="Médecin"/></saml2:AttributeValue>' +
        '<saml2:AttributeValue><Role xmlns="urn:hl7-org:v3" code="SM26" codeSystem="1.2.250.1.71.4.2.5" displayName="Médecine générale"/>',
      'urn:oasis:names:tc:xacml:2.0:resource:resource-id': `${matricule}${cle}^^^&amp;${oid}&amp;ISO^NH`,
      Ressource_URN: 'urn:dmp',
      'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse':
        '<PurposeOfUse xmlns="urn:hl7-org:v3" code="normal" codeSystem="1.2.250.1.213.1.1.4.248"/>',
      'urn:oasis:names:tc:xspa:1.0:subject:subject-id': escaped(nom),
      LPS_Nom: 'EXEMPLE',
      LPS_ID_HOMOLOGATION_DMP: 'EXEMPLE-0000',
    };
    return `<saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" ID="_${randomUUID()}" IssueInstant="${maintenant}" Version="2.0">
      <saml2:Issuer Format="urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName">CN=CACHET,OU=${structure},O=EXEMPLE,C=FR</saml2:Issuer>
      <saml2:Subject><saml2:NameID>${professionnel}</saml2:NameID></saml2:Subject><saml2:AuthnStatement AuthnInstant="${maintenant}">
      <saml2:AuthnContext><saml2:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml2:AuthnContextClassRef>
      ${renforcee ? '<saml2:AuthnContextDecl>CONF_EXI_PGSSIS</saml2:AuthnContextDecl>' : ''}</saml2:AuthnContext></saml2:AuthnStatement>
      <saml2:AttributeStatement>${Object.entries(attributs).map(attribut).join('')}</saml2:AttributeStatement></saml2:Assertion>`;
  }
}

function attribut([nom, valeur]: [string, string]): string {
  return `<saml2:Attribute Name="${nom}"><saml2:AttributeValue>${valeur}</saml2:AttributeValue></saml2:Attribute>`;
}

function document(xml: string): Document {
  const identifiant = /<rim:ExternalIdentifier [^>]*urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab[^>]*>/.exec(xml)?.[0];
  const uniqueId = / value="([^"]+)"/.exec(identifiant ?? '')?.[1];
  return { uniqueId: uniqueId ?? '', titre: /<rim:LocalizedString[^>]* value="([^"]*)"/.exec(xml)?.[1] ?? '' };
}

function mtom(racine: string, cda: string): { type: string; corps: string } {
  const limite = `limite-${randomUUID()}`;
  const partie = (type: string, id: string, contenu: string): string =>
    `--${limite}\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${id}>\r\n\r\n${contenu}\r\n`;
  const xop = 'application/xop+xml; charset=UTF-8; type="application/soap+xml"';
  return {
    type: `multipart/related; type="application/xop+xml"; boundary="${limite}"; start="<racine@cabinet>"; start-info="application/soap+xml"`,
    corps: `${partie(xop, 'racine@cabinet', racine)}${partie('text/xml', 'document@cabinet', cda)}--${limite}--\r\n`,
  };
}

/** Un OID que personne d’autre n’a (racine 2.25 : un UUID). */
export function oidUnique(): string {
  return `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;
}
