import { z } from 'zod';
import { elementAt, type Finding, textAt } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { expectedKey, forms } from '../ins/lexicon.ts';
import { defineRule } from '../rule.ts';
import { disorder, eachSearch, type InsiRequest, ns } from './soap.ts';

const root = '/soap:Envelope/soap:Body/vit:RECVITALE';
const sequence = ['MatriculeIndividu', 'MatriculeOD', 'NomNaissance', 'DateNaissance', 'RangNaissance'];
const parts = ['NumIdentifiant', 'Cle', 'TypeMatricule'];
const matricules = ['MatriculeIndividu', 'MatriculeOD'] as const;

export const corpsVitale = defineRule({
  id: 'insi.corps-vitale',
  version: '1',
  title: 'Corps de la recherche par carte Vitale : ordre du schéma, matricules et leurs clés, couverture',
  source:
    'INSI-06 pour WS_INS1 ; XSD INSi_RECVITALE_INS (faits INSi §1.5, documenté) ; au moins un matricule et COUVERTURE remplie : ' +
    'observé chez un client, donc déduit ; les noms de la carte ne sont pas jugés, la carte les écrit',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachSearch(inputs, 'RECVITALE', (request) => {
      if (elementAt(request.document, root, ns) === null) return [absent(request)];
      return [...order(request, root, sequence), ...numbers(request), ...birth(request), ...coverage(request)];
    }),
});

function absent({ at }: InsiRequest): Finding {
  return discrepancy({
    code: 'corps-absent',
    where: at(root),
    expected: `RECVITALE de ${ns['vit']}, dans une enveloppe SOAP 1.2`,
    got: 'RECVITALE d’un autre espace de noms ou d’une autre enveloppe',
    message: 'Le corps de la requête n’est pas une recherche par carte Vitale lisible.',
    remedy: `Mettez sous soap:Body un élément RECVITALE de l’espace de noms ${ns['vit']}.`,
  });
}

function order({ document, at }: InsiRequest, path: string, expected: readonly string[]): Finding[] {
  const names = disorder(document, path, { sequence: expected });
  return unless(names === null, {
    code: 'ordre-du-schema',
    where: at(path),
    expected,
    got: names,
    message: 'Les éléments ne suivent pas l’ordre du schéma, ou n’y sont pas.',
    remedy: `Écrivez dans cet ordre, chacun une fois, ceux que vous donnez : ${expected.join(', ')}.`,
  });
}

function numbers(request: InsiRequest): Finding[] {
  const present = matricules.filter((name) => elementAt(request.document, `${root}/vit:${name}`, ns) !== null);
  if (present.length === 0) {
    return unless(false, {
      code: 'matricule-absent',
      where: request.at(root),
      expected: 'MatriculeIndividu ou MatriculeOD',
      got: null,
      message: 'La recherche ne porte aucun matricule de la carte.',
      remedy:
        'Écrivez dans MatriculeIndividu le NIR du bénéficiaire s’il est sur la carte, et dans MatriculeOD celui de l’ouvrant droit.',
    });
  }
  return present.flatMap((name) => number(request, `${root}/vit:${name}`));
}

function number(request: InsiRequest, path: string): Finding[] {
  const { document, at } = request;
  const [numero, cle] = ['NumIdentifiant', 'Cle'].map((name) => textAt(document, `${path}/vit:${name}`, ns) ?? '') as [
    string,
    string,
  ];
  const key = expectedKey(numero);
  return [
    ...order(request, path, parts),
    ...unless(forms.numero.holds(numero), {
      code: 'numero',
      where: at(`${path}/vit:NumIdentifiant`),
      expected: forms.numero.expected,
      got: numero,
      message: 'Le matricule de la carte n’a pas la forme du schéma.',
      remedy: 'Écrivez les 13 caractères du matricule dans NumIdentifiant, sans espace, et sa clé à part dans Cle.',
    }),
    ...unless(key === null || cle === '' || cle === key, {
      code: 'cle',
      severity: 'avertissement',
      where: at(`${path}/vit:Cle`),
      expected: key,
      got: cle,
      message: 'La clé n’est pas celle du matricule.',
      remedy: 'Relisez la carte : la clé est 97 moins le reste du matricule par 97 (2A compte 19, 2B compte 18).',
    }),
  ];
}

function birth({ document, at }: InsiRequest): Finding[] {
  const date = textAt(document, `${root}/vit:DateNaissance`, ns);
  return unless(date === null || forms.dateNaissance.holds(date), {
    code: 'datenaissance',
    where: at(`${root}/vit:DateNaissance`),
    expected: forms.dateNaissance.expected,
    got: date,
    message: 'La date de naissance n’a pas sa forme.',
    remedy: 'Écrivez la date de la carte en AAAA-MM-JJ, telle qu’elle y est, lunaire ou non.',
  });
}

function coverage({ document, at }: InsiRequest): Finding[] {
  const path = '/soap:Envelope/soap:Header/bam:ContexteBAM/bam:COUVERTURE';
  return unless(elementAt(document, `${path}/*`, ns) !== null, {
    code: 'couverture-vide',
    severity: 'avertissement',
    where: at(path),
    expected: 'l’organisme et l’assuré lus sur la carte',
    got: 'vide',
    message: 'La recherche par carte Vitale ne remplit pas COUVERTURE.',
    remedy:
      'Remplissez ContexteBAM/COUVERTURE de ce que la carte porte : GrandRegime, Organisme, CodeCentre, ASSURE, BENEFICIAIRE.',
  });
}
