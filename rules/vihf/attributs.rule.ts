import { z } from 'zod';
import { type Finding, textsAt } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { accessFindings } from './access.ts';
import {
  attributePath,
  attributeTexts,
  codedValues,
  eachVihf,
  ns,
  showCoded,
  type Vihf,
  vihfText,
} from './assertion.ts';
import { type AttributeForm, codedAttributes, textAttributes } from './attributes.ts';
import { roleFindings } from './roles.ts';
import { type AttributeCode, isIndirect, modeOf, textOf, versionOf, versionsFor } from './texts.ts';

const parametersSchema = z.object({
  structure: z.string().optional(),
  secteur: z.string().optional(),
  /** Codes of the roles, in order. */
  roles: z.array(z.string()).optional(),
  mode: z.enum(['DIRECTE', 'INDIRECTE', 'INDIRECTE_RENFORCEE']).optional(),
  acces: z.enum(['normal', 'bris_de_glace', 'centre_15']).default('normal'),
  /** Versions admitted among those that the service takes; all of them unless told. */
  versions: z.array(z.string()).optional(),
  lps: z.object({ nom: z.string(), version: z.string(), homologation: z.string() }).partial().default({}),
});
type Parameters = z.infer<typeof parametersSchema>;

export const attributs = defineRule({
  id: 'vihf.attributs',
  version: '2',
  title: 'Le VIHF porte chaque attribut obligatoire de sa version, dans son jeu de valeurs',
  source:
    'VIHF-05 à VIHF-10 ; faits DMP §3 et VIHF §2.3 (documenté) ; JDV_J65, JDV_J61 (restriction de J02), TRE_R248. Chaque ' +
    'version est jugée par son texte, celui que VIHF_Version nomme : 3.0 au DMP (exemples et kit du GIE SESAM-Vitale, ' +
    'documenté) ; 4.0 au DMP, connue du seul guide HL7 v2-CDA de l’ANS : mêmes attributs et LPS_Version obligatoire, le ' +
    'reste comme la 3.0 (inféré) ; 2.0 au ROR, connue du seul générateur de l’ANS pour un automate (déduit). Les deux ' +
    'graphies Authentification_mode et Authentification_Mode se rencontrent ; Mode_Acces_Raison : nom inféré',
  appliesTo: 'echanges',
  parameters: parametersSchema,
  check: (inputs, parameters) =>
    eachVihf(inputs, (vihf) => [
      ...version(vihf, parameters),
      ...values(vihf, parameters),
      ...roleFindings(vihf, parameters.roles),
      ...accessFindings(vihf, parameters.acces),
      ...authentication(vihf),
    ]),
});

function version(vihf: Vihf, { versions }: Parameters): Finding[] {
  const known = versionsFor(vihf).map((text) => text.version);
  const admitted = versions === undefined ? known : known.filter((one) => versions.includes(one));
  const found = versionOf(vihf);
  return unless(found !== null && admitted.includes(found), {
    code: 'vihf-version',
    where: vihf.at(`/${attributePath('VIHF_Version')}`),
    expected: admitted.join(' ou '),
    got: attributeTexts(vihf, 'VIHF_Version'),
    message: 'Le VIHF ne dit pas sa version, ou en dit une que ce service ne prend pas ou qu’aucun texte ne décrit.',
    remedy:
      'Renseignez VIHF_Version, une fois : 3.0 (ou 4.0 selon le guide de l’ANS) pour le DMP, 2.0 pour le ROR, et écrivez les attributs de cette version.',
  });
}

function values(vihf: Vihf, parameters: Parameters): Finding[] {
  const text = textOf(vihf);
  const { structure, secteur, mode, lps } = parameters;
  const forms = textAttributes({ structure, secteur, mode, lps, resource: text.resource });
  const due = (code: AttributeCode): boolean =>
    text.mandatory.includes(code) ||
    // A structure that vouches for a person names him; a card is named by its certificate (the two samples).
    (code === 'nom' && isIndirect(modeOf(vihf))) ||
    (code === 'lps-version' && lps.version !== undefined);
  return [...forms, ...codedAttributes(parameters.acces)].flatMap((form) => one(vihf, form, due(form.code)));
}

/** Once where it is due, at most once elsewhere, with a value that is accepted. */
function one(vihf: Vihf, form: AttributeForm, due: boolean): Finding[] {
  const { code, names, coded, expected, accepts, remedy } = form;
  const [name = ''] = names;
  const found = coded === undefined ? attributeTexts(vihf, ...names) : codedValues(vihf, name, coded).map(showCoded);
  // An attribute whose values are of another form is there, and wrong.
  const there = found.length > 0 || attributeTexts(vihf, ...names).length > 0;
  if (!due && !there) return [];
  if (found.length === 1 && accepts(found[0] ?? '')) return [];
  const fault = found.length > 1 ? 'est répété' : there ? 'n’a pas une valeur admise' : 'manque';
  return [
    discrepancy({
      code,
      where: vihf.at(`/${attributePath(name)}`),
      expected,
      got: found,
      message: `L’attribut ${name} du VIHF ${fault}.`,
      remedy,
    }),
  ];
}

function authentication(vihf: Vihf): Finding[] {
  const air = modeOf(vihf) === 'INDIRECTE_RENFORCEE';
  const context = 'saml:AuthnStatement/saml:AuthnContext';
  const declared = textsAt(vihf.element, `${context}/saml:AuthnContextDecl`, ns);
  const reference = vihfText(vihf, `${context}/saml:AuthnContextClassRef`) ?? '';
  const audience = textsAt(vihf.element, 'saml:Conditions/saml:AudienceRestriction', ns);
  return [
    ...unless(reference.startsWith('urn:oasis:names:tc:SAML:2.0:ac:classes:'), {
      code: 'contexte',
      where: vihf.at(`/${context}/saml:AuthnContextClassRef`),
      expected: 'une classe SAML 2.0 d’authentification',
      got: reference,
      message: 'Le VIHF ne dit pas comment le professionnel s’est authentifié.',
      remedy:
        'Renseignez AuthnContextClassRef par la classe SAML 2.0 de l’authentification faite : urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI (carte), Password, MobileTwoFactorUnregistered (Pro Santé Connect), unspecified (automate).',
    }),
    ...unless(air === declared.length > 0, {
      code: 'contexte-air',
      where: vihf.at(`/${context}/saml:AuthnContextDecl`),
      expected: air ? 'la méthode primaire' : 'absent hors du mode AIR',
      got: declared,
      message: 'AuthnContextDecl est attendu en mode AIR, et là seulement.',
      remedy: air
        ? 'Ajoutez AuthnContextDecl après AuthnContextClassRef, avec la méthode d’authentification primaire (EX_AIR-050 ; CONF_EXI_PGSSIS en AIR simplifié).'
        : 'Retirez AuthnContextDecl : il n’est prévu que pour INDIRECTE_RENFORCEE.',
    }),
    ...unless(audience.length === 0, {
      code: 'audience',
      where: vihf.at('/saml:Conditions/saml:AudienceRestriction'),
      expected: 'absent',
      got: audience,
      message: 'AudienceRestriction ne doit pas être renseigné.',
      remedy: 'Retirez AudienceRestriction de Conditions ; NotBefore et NotOnOrAfter restent permis.',
    }),
  ];
}
