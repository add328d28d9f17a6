import type { XmlElement } from 'libxml2-wasm';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import type { CdaDocument } from '../pieces/index.ts';
import { insRoots, isInstant, n1Template, obsoleteInsRoots } from './formats.ts';
import { modelType } from './model-type.ts';
import { attribute, elements, faultAt, pathOf } from './reading.ts';

/** Order of the header's elements (CDA.xsd, POCD_MT000040.ClinicalDocument). */
const order = `realmCode typeId templateId id code title effectiveTime confidentialityCode languageCode setId
  versionNumber copyTime recordTarget author dataEnterer informant custodian informationRecipient legalAuthenticator
  authenticator participant inFulfillmentOf documentationOf relatedDocument authorization componentOf component`.split(
  /\s+/,
);

const patientRole = 'h:recordTarget/h:patientRole';

/** What the table of the header says otherwise than by cardinality or form. */
export function structure(document: CdaDocument): Finding[] {
  return [ordered, uniqueId, title, templates, modelType, forbidden, identity, mainEvent].flatMap((check) =>
    check(document),
  );
}

function ordered(document: CdaDocument): Finding[] {
  const names = elements(document.root, 'h:*').map(({ name }) => name);
  const unknown = names.filter((name) => !order.includes(name));
  const known = names.filter((name) => order.includes(name));
  const misplaced = known.find((name, i) => order.indexOf(name) < order.indexOf(known[i - 1] ?? 'realmCode'));
  const wrong = unknown[0] ?? misplaced;
  if (wrong === undefined) return [];
  const place = `/ClinicalDocument/${wrong}`;
  return [
    faultAt(document, place, {
      code: 'ordre',
      expected: order.join(', '),
      got: names.join(', '),
      message: `${wrong} n’est pas à sa place.`,
      remedy:
        'Écrivez les éléments de l’en-tête dans l’ordre de CDA.xsd, sans en ajouter ; validez le document par CDA_extended.xsd.',
    }),
  ];
}

/** The DMP refuses an identifier with an extension (v1.12): elsewhere, it is told. */
function uniqueId(document: CdaDocument): Finding[] {
  const element = elements(document.root, 'h:id')[0];
  const got = attribute(element, 'extension');
  if (element === undefined || got === null) return [];
  const deposited = document.exchange !== null && document.mail === null;
  const severity = deposited ? 'bloquant' : 'avertissement';
  return [
    faultAt(document, element, {
      code: 'id-extension',
      severity,
      expected: null,
      got,
      message: 'L’identifiant du document est un OID seul pour le DMP.',
      remedy:
        'Portez toute l’identité du document dans id/@root, un OID neuf par version, et n’écrivez pas d’extension.',
    }),
  ];
}

function title(document: CdaDocument): Finding[] {
  const text = elements(document.root, 'h:title')[0]?.content.trim();
  if (text === undefined) return [];
  const [expected, got] = ['1 à 128 caractères', `${[...text].length} caractères`];
  const right = text !== '' && [...text].length <= 128;
  return right
    ? []
    : [
        faultAt(document, '/ClinicalDocument/title', {
          code: 'titre',
          expected,
          got,
          message: 'Le titre est vide ou trop long.',
          remedy: 'Écrivez un titre de 128 caractères au plus, et bornez la saisie de l’utilisateur à cette longueur.',
        }),
      ];
}

const common = ['2.16.840.1.113883.2.8.2.1', '1.2.250.1.213.1.1.1.1'];

function templates(document: CdaDocument): Finding[] {
  const got = elements(document.root, 'h:templateId').map((element) => attribute(element, 'root') ?? '');
  const unstructured = elements(document.root, 'h:component/h:nonXMLBody').length > 0;
  const required = unstructured ? [...common, n1Template] : common;
  const place = '/ClinicalDocument/templateId';
  const missing = required.filter((template) => !got.includes(template));
  // A structured document declares its own model besides.
  if (missing.length === 0 && got.length < 3) missing.push('le modèle du volet (N3)');
  return [
    ...missing.map((expected) =>
      faultAt(document, place, {
        code: 'modele',
        expected,
        got,
        message: 'Une déclaration de conformité manque.',
        remedy: `Déclarez en tête ${common.join(', ')}, puis ${n1Template} pour un corps non structuré ou le templateId du volet pour un corps structuré.`,
      }),
    ),
    // The published example of an imaging report in N1 has a fourth one: told, not refused.
    ...unless(!unstructured || got.length <= required.length, {
      code: 'modele-en-trop',
      severity: 'avertissement',
      where: document.at(place),
      expected: required,
      got,
      message: 'Un document non structuré ne déclare que ces trois modèles.',
      remedy:
        'Retirez les autres templateId d’un document N1 : le modèle d’un volet n’y vaut que pour un corps structuré.',
    }),
  ];
}

function forbidden(document: CdaDocument): Finding[] {
  const names = ['raceCode', 'ethnicGroupCode', 'religiousAffiliationCode'];
  const test = names.map((name) => `local-name()="${name}"`).join(' or ');
  // From the names up, and as many as a reader reads: a hostile document has a hundred thousand.
  const found = elements(document.root, `.//*[${test}][ancestor::h:recordTarget]`);
  return found.slice(0, 20).map((element) =>
    faultAt(document, element, {
      code: 'interdit',
      expected: null,
      got: element.name,
      message: 'Cet élément est interdit en France.',
      remedy: `Retirez ${element.name} du document, et du modèle dont le produit le tire.`,
    }),
  );
}

/** With an INS, the traits that INSi knows are mandatory; the former INS are no longer used. */
function identity(document: CdaDocument): Finding[] {
  const ids = elements(document.root, `${patientRole}/h:id`);
  const obsolete = ids
    .filter((id) => obsoleteInsRoots.includes(attribute(id, 'root') ?? ''))
    .map((id) =>
      faultAt(document, id, {
        code: 'ins-obsolete',
        expected: insRoots,
        got: attribute(id, 'root'),
        message: 'L’INS-C et l’INS-A ne sont plus admis.',
        remedy:
          'Écrivez le matricule INS rendu par INSi sous l’OID qu’INSi donne, et retirez l’INS-C ou l’INS-A du produit.',
      }),
    );
  const ranks = ids.flatMap((id, i) => (insRoots.includes(attribute(id, 'root') ?? '') ? [i] : []));
  if (ranks.length === 0) return obsolete;
  return [...obsolete, ...first(document, ids, ranks), ...traits(document)];
}

function first(document: CdaDocument, ids: XmlElement[], ranks: number[]): Finding[] {
  const element = ids[ranks[0] ?? 0] as XmlElement;
  const extension = attribute(element, 'extension') ?? '';
  const details = { code: 'matricule', where: document.at(pathOf(element)), got: extension };
  return [
    ...unless(ranks[0] === 0 && ranks.length === 1, {
      ...details,
      code: 'ins-rang',
      expected: 'l’INS une fois, en premier',
      got: `rang ${ranks.map((rank) => rank + 1).join(', ')}`,
      message: 'L’INS est le premier identifiant du patient.',
      remedy: 'Écrivez l’INS une fois, avant l’identifiant local du patient.',
    }),
    ...unless(/^\d{5}(?:\d{2}|2[AB])\d{8}$/.test(extension), {
      ...details,
      expected: 'les 15 caractères du matricule',
      message: 'Le matricule INS n’a pas la forme attendue.',
      remedy: 'Écrivez les 13 caractères du matricule suivis de la clé sur 2, sans espace.',
    }),
  ];
}

const traitRemedy =
  'Écrivez les traits de l’INS tels qu’INSi les rend : nom (BR), liste des prénoms (given sans qualifier), premier prénom (BR), sexe, date, code COG du lieu de naissance.';

function traits(document: CdaDocument): Finding[] {
  const person = `${patientRole}/h:patient`;
  const required = {
    'name/family[@qualifier=BR]': `${person}/h:name/h:family[@qualifier="BR"][normalize-space()]`,
    'name/given': `${person}/h:name/h:given[not(@qualifier)][normalize-space()]`,
    'name/given[@qualifier=BR]': `${person}/h:name/h:given[@qualifier="BR"][normalize-space()]`,
    'administrativeGenderCode/@code': `${person}/h:administrativeGenderCode[@code]`,
    'birthTime/@value': `${person}/h:birthTime[@value]`,
    'birthplace/place/addr/county': `${person}/h:birthplace/h:place/h:addr/h:county[normalize-space()]`,
  };
  return Object.entries(required).flatMap(([step, xpath]) =>
    unless(elements(document.root, xpath).length > 0, {
      code: 'trait-absent',
      where: document.at(`/ClinicalDocument/recordTarget/patientRole/patient/${step}`),
      expected: 'le trait de l’INS',
      got: null,
      message: 'Avec une INS, ce trait est obligatoire.',
      remedy: `${traitRemedy} Si le trait manque au dossier, l’identité n’est pas qualifiée : produisez sans INS.`,
    }),
  );
}

/** The main event tells the practice setting, and when the act began (serviceStartTime of the metadata). */
function mainEvent(document: CdaDocument): Finding[] {
  const setting =
    'h:performer/h:assignedEntity/h:representedOrganization/h:standardIndustryClassCode[not(@nullFlavor)]';
  const events = elements(document.root, 'h:documentationOf/h:serviceEvent');
  const main = events.find((event) => elements(event, setting).length > 0);
  if (main === undefined) {
    const place = `/ClinicalDocument/documentationOf/serviceEvent/${setting.replaceAll('h:', '').replace('[not(@nullFlavor)]', '')}`;
    return events.length === 0
      ? []
      : [
          faultAt(document, place, {
            code: 'cadre-exercice',
            expected: 'un code (JDV_J04)',
            got: null,
            message: 'L’acte principal doit dire son cadre d’exercice.',
            remedy:
              'Écrivez dans l’exécutant de l’acte (performer) sa structure et son standardIndustryClassCode, celui de practiceSettingCode.',
          }),
        ];
  }
  const got = attribute(elements(main, 'h:effectiveTime/h:low')[0], 'value');
  return unless(isInstant(got ?? '', 'minute'), {
    code: 'date',
    where: document.at(`${pathOf(main)}/effectiveTime/low`),
    expected: 'AAAAMMJJhhmm±ZZzz, à la minute au moins',
    got,
    message: 'L’acte principal doit dire quand il a commencé.',
    remedy:
      'Écrivez dans serviceEvent/effectiveTime/low l’heure de début de l’acte, avec le décalage : elle devient serviceStartTime.',
  });
}
