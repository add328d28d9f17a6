import { z } from 'zod';
import { elementAt, type Finding, textAt } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { assertionPath, assertionsOf, attributeValues, type InsiAssertion } from './assertions.ts';
import { eachRequest, type InsiRequest, ns } from './soap.ts';

const x509Name = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName';
const cards = ['CPS', 'CPF', 'CDE', 'CPE', 'CPA', 'CPX'];
const minute = 60_000;
// A client recorded one hour for the professional (facts, INSi §1.4); Test 1.02 of the CNDA, twenty minutes for Vitale.
const longest = { carte: 60, psc: 60, vitale: 20 } as const;
const skew = 5;

const parametersSchema = z.object({
  mode: z.enum(['certificat', 'carte', 'psc']).optional(),
  /** National id of the user, whom the assertion has to name; absent: not looked at. */
  professionnel: z.string().optional(),
});

export const assertion = defineRule({
  id: 'insi.assertion',
  version: '2',
  title: 'L’assertion SAML est celle du mode d’authentification : aucune, carte du professionnel ou Pro Santé Connect',
  source:
    'INSI-10 et INSI-11 ; faits INSi §1.4 : assertion PS et attributs (documenté), assertion PSC sans signature et attributs ' +
    '(seconde main), assertion Vitale en WS_INS1 et une heure de validité (observé), Test 1.02 (INSi) : carte relue après 20 minutes. ' +
    'Sans paramètre, le mode est celui de l’assertion présente',
  appliesTo: 'echanges',
  parameters: parametersSchema,
  check: (inputs, { mode, professionnel }) =>
    eachRequest(inputs, (request) => {
      const found = assertionsOf(request.document);
      const professionals = one(request, found.professionals, mode);
      const [professional] = found.professionals;
      if (professional === undefined) return professionals;
      return [
        ...professionals,
        ...[...found.professionals.slice(0, 1), ...found.cards.slice(0, 1)].flatMap((each) => whole(request, each)),
        ...named(request, professional, professionnel),
        ...(professional.mode === 'psc' ? ofPsc(request, professional) : ofCard(request, professional)),
        ...vitale(request, professional, found.cards),
      ];
    }),
});

function one(
  { at }: InsiRequest,
  professionals: InsiAssertion[],
  mode: z.infer<typeof parametersSchema>['mode'],
): Finding[] {
  const wanted = mode === undefined || mode === 'certificat' ? professionals.length <= 1 : professionals.length === 1;
  if (!wanted) {
    return [
      discrepancy({
        code: professionals.length === 0 ? 'assertion-absente' : 'assertion-multiple',
        where: at(assertionPath),
        expected: 'une assertion du professionnel',
        got: String(professionals.length),
        message: 'wsse:Security ne porte pas une assertion du professionnel et une seule.',
        remedy:
          'Mettez dans wsse:Security une seule assertion du professionnel : celle que sa carte signe, ou celle de Pro Santé Connect ; aucune en mode certificat.',
      }),
    ];
  }
  const [professional] = professionals;
  return unless(
    professional === undefined || mode === undefined || mode === 'certificat' || professional.mode === mode,
    {
      code: 'mode',
      where: at(`${assertionPath}/saml:Subject/saml:NameID/@NameQualifier`),
      expected: mode === 'psc' ? 'PSC' : cards,
      got: professional?.qualifier,
      message: 'L’assertion n’est pas celle du mode d’authentification employé.',
      remedy: 'Écrivez dans NameQualifier la sorte de carte qui signe (CPS, CPF…), ou PSC après Pro Santé Connect.',
    },
  );
}

/** What every assertion has. */
function whole({ exchange, at }: InsiRequest, { element, mode, nameId, issuer }: InsiAssertion): Finding[] {
  const read = (path: string): string => textAt(element, path, ns) ?? '';
  const filled = read('@Version') === '2.0' && /^[\p{L}_]/u.test(read('@ID')) && issuer !== '' && nameId !== '';
  const age = (Date.parse(exchange.at) - Date.parse(read('@IssueInstant'))) / minute;
  const who = mode === 'vitale' ? 'de la carte Vitale' : 'du professionnel';
  return [
    ...unless(filled, {
      code: 'assertion-incomplete',
      where: at(assertionPath),
      expected: 'Version 2.0, ID (« _ » et un UUID), Issuer et NameID',
      got: `Version ${read('@Version')}, ID ${read('@ID')}, Issuer ${issuer}, NameID ${nameId}`,
      message: `L’assertion ${who} n’a pas tout ce que SAML 2.0 demande.`,
      remedy: 'Donnez à l’assertion Version="2.0", un ID qui commence par une lettre ou « _ », un Issuer et un NameID.',
    }),
    ...unless(age <= longest[mode] && age >= -skew, {
      code: 'assertion-perimee',
      where: at(`${assertionPath}/@IssueInstant`),
      expected: `émise dans les ${longest[mode]} minutes avant l’appel (${exchange.at})`,
      got: read('@IssueInstant'),
      message: `L’assertion ${who} n’est pas de l’heure de l’appel.`,
      remedy:
        mode === 'vitale'
          ? 'Relisez la carte Vitale et refaites son assertion quand elle a plus de vingt minutes.'
          : 'Refaites l’assertion avant chaque appel, à l’heure UTC du poste ; ne la gardez pas au-delà d’une heure.',
    }),
    ...unless(elementAt(element, 'saml:AuthnStatement | saml:Conditions', ns) === null, {
      code: 'assertion-vihf',
      severity: 'avertissement',
      where: at(assertionPath),
      expected: 'ni AuthnStatement, ni Conditions',
      got: 'un VIHF',
      message: 'L’assertion a la forme d’un VIHF, qu’INSi n’emploie pas.',
      remedy:
        'Faites pour INSi une assertion à elle : Issuer, Subject et AttributeStatement seulement ; le VIHF est du DMP.',
    }),
  ];
}

function named({ at }: InsiRequest, { nameId }: InsiAssertion, expected: string | undefined): Finding[] {
  return unless(expected === undefined || nameId === expected, {
    code: 'professionnel',
    where: at(`${assertionPath}/saml:Subject/saml:NameID`),
    expected,
    got: nameId,
    message: 'L’assertion ne nomme pas l’utilisateur qui appelle.',
    remedy:
      'Écrivez dans NameID l’identifiant national de l’utilisateur connecté (SubjectNameID de Pro Santé Connect, ou celui de sa carte), et non celui d’un compte du cabinet.',
  });
}

function ofCard(request: InsiRequest, professional: InsiAssertion): Finding[] {
  const { at } = request;
  const doctor = /(?:^|[,+/]\s*)(?:T|title)=(?:[ée]tudiant )?m[ée]decin/i.test(professional.issuer);
  return [
    ...unless(textAt(professional.element, 'saml:Issuer/@Format', ns) === x509Name, {
      code: 'issuer-format',
      where: at(`${assertionPath}/saml:Issuer/@Format`),
      expected: x509Name,
      got: textAt(professional.element, 'saml:Issuer/@Format', ns),
      message: 'L’Issuer n’est pas donné comme le nom du certificat de signature.',
      remedy: `Donnez à Issuer le Format ${x509Name} et, pour valeur, le nom du certificat de signature de la carte.`,
    }),
    ...unless(cards.includes(professional.qualifier), {
      code: 'qualificatif',
      where: at(`${assertionPath}/saml:Subject/saml:NameID/@NameQualifier`),
      expected: cards,
      got: professional.qualifier,
      message: 'NameQualifier ne nomme aucune sorte de carte.',
      remedy:
        'Écrivez dans NameQualifier la sorte de la carte, lue dans l’extension 1.2.250.1.71.1.2.2 du certificat : CPS, CPF, CDE, CPE, CPA, sinon CPX.',
    }),
    ...attribute(request, professional, { name: 'identifiantFacturation', needed: true }),
    ...attribute(request, professional, { name: 'codeSpecialite', needed: doctor }),
    // padoa sends it, the sample of GIE SESAM-Vitale does not.
    ...unless(attributeValues(professional, 'secteurActivite').length > 0, {
      code: 'secteur-activite',
      severity: 'information',
      where: at(`${assertionPath}/saml:AttributeStatement`),
      expected: 'secteurActivite',
      got: null,
      message: 'L’assertion ne dit pas le secteur d’activité, que le guide cite et que l’exemple officiel n’a pas.',
      remedy: 'Vérifiez dans SEL-MP-043 si votre version du guide demande secteurActivite, et ajoutez-le alors.',
    }),
  ];
}

function ofPsc(request: InsiRequest, professional: InsiAssertion): Finding[] {
  return [
    ...unless(elementAt(professional.element, 'ds:Signature', ns) === null, {
      code: 'psc-signee',
      severity: 'avertissement',
      where: request.at(`${assertionPath}/ds:Signature`),
      expected: 'aucune signature',
      got: 'ds:Signature',
      message: 'L’assertion de Pro Santé Connect est signée, alors qu’elle ne l’est pas dans l’exemple officiel.',
      remedy: 'Ne signez pas l’assertion PSC : le jeton d’accès et le certificat client authentifient l’appel.',
    }),
    ...attribute(request, professional, { name: 'identifiantFacturation', needed: true }),
    ...attribute(request, professional, { name: 'codeSpecialiteAMO', needed: false }),
    ...attribute(request, professional, { name: 'gipProfessionCode', needed: false }),
  ];
}

// Once and filled; an attribute that has nothing to say is left out.
function attribute(
  { at }: InsiRequest,
  assertion: InsiAssertion,
  { name, needed }: { name: string; needed: boolean },
): Finding[] {
  const values = attributeValues(assertion, name);
  const right = values.length === 0 ? !needed : values.length === 1 && values[0] !== '';
  return unless(right, {
    code: `attribut-${name.toLowerCase()}`,
    where: at(`${assertionPath}/saml:AttributeStatement/saml:Attribute[@Name="${name}"]`),
    expected: needed ? 'une valeur' : 'une valeur, ou aucun attribut',
    got: values,
    message: `L’attribut ${name} de l’assertion manque, est vide ou répété.`,
    remedy: needed
      ? `Ajoutez à l’assertion l’attribut ${name}, une fois ; identifiantFacturation est le FINESS géographique (sinon le SIRET) d’un établissement, le numéro d’assurance maladie d’un libéral, et se règle dans le logiciel.`
      : `Omettez ${name} quand il n’a pas de valeur, au lieu de l’envoyer vide.`,
  });
}

function vitale({ document, at }: InsiRequest, professional: InsiAssertion, found: InsiAssertion[]): Finding[] {
  if (elementAt(document, '/soap:Envelope/soap:Body/vit:RECVITALE', ns) === null) return [];
  const [card] = found;
  return unless(found.length === 1 && card?.issuer === professional.nameId, {
    code: 'assertion-vitale',
    where: at(assertionPath),
    expected: `une assertion NameQualifier="VITALE" d’Issuer ${professional.nameId}`,
    got: found.map(({ issuer }) => issuer),
    message: 'La recherche par carte Vitale ne porte pas l’assertion de la carte, émise par le professionnel.',
    remedy:
      'Ajoutez à wsse:Security l’assertion Vitale : NameQualifier="VITALE", le numéro de série de la carte pour NameID, l’identifiant du professionnel pour Issuer.',
  });
}
