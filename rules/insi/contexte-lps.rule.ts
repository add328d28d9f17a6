import { z } from 'zod';
import { type Finding, textAt } from '../../core/index.ts';
import { unless, unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { disorder, eachRequest, type InsiRequest, ns } from './soap.ts';

const root = '/soap:Envelope/soap:Header/lps:ContexteLPS';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const contexteLps = defineRule({
  id: 'insi.contexte-lps',
  version: '2',
  title: 'ContexteLPS complet : autorisation CNDA, nom, version et instance du logiciel',
  source:
    'INSI-03 ; CTXLPS V01_00 (faits INSi §1.4, documenté ; IDAM obligatoire : observé), éléments dans l’ordre du schéma',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) => eachRequest(inputs, (request) => [...context(request), ...software(request)]),
});

// In the order of the schema.
const sequences = [
  { path: root, sequence: ['Id', 'Temps', 'Emetteur', 'LPS'] },
  { path: `${root}/lps:LPS`, sequence: ['IDAM', 'Version', 'Instance', 'Nom'] },
];

function context({ document, at }: InsiRequest): Finding[] {
  return [
    ...unlessEqual({
      code: 'lps-version',
      where: at(`${root}/@Version`),
      expected: '01_00',
      got: textAt(document, `${root}/@Version`, ns),
      message: 'La version du ContexteLPS n’est pas 01_00.',
      remedy:
        'Mettez dans soap:Header un élément ContexteLPS de l’espace de noms urn:siram:lps:ctxlps, avec l’attribut Version="01_00".',
    }),
    ...(['Id', 'Temps'] as const).flatMap((name) =>
      unless((textAt(document, `${root}/lps:${name}`, ns) ?? '') !== '', {
        code: `lps-${name.toLowerCase()}`,
        where: at(`${root}/lps:${name}`),
        expected: 'une valeur',
        got: null,
        message: `${name} du ContexteLPS est absent.`,
        remedy: 'Donnez au ContexteLPS un Id, UUID nouveau à chaque appel, et un Temps, l’heure de l’appel en UTC.',
      }),
    ),
    ...sequences.flatMap(({ path, sequence }) => {
      const names = disorder(document, path, { sequence });
      return unless(names === null, {
        code: 'lps-ordre',
        where: at(path),
        expected: sequence,
        got: names,
        message: 'Les éléments ne suivent pas l’ordre du schéma, ou n’y sont pas.',
        remedy: `Écrivez dans cet ordre, chacun une fois, ceux que vous donnez : ${sequence.join(', ')}.`,
      });
    }),
  ];
}

function software({ document, at }: InsiRequest): Finding[] {
  const read = (path: string): string => textAt(document, `${root}/lps:LPS/${path}`, ns) ?? '';
  return [
    ...unless(read('lps:IDAM') !== '', {
      code: 'idam',
      where: at(`${root}/lps:LPS/lps:IDAM`),
      expected: 'numéro d’autorisation CNDA',
      got: null,
      message: 'Le numéro d’autorisation (IDAM) est absent.',
      remedy:
        'Écrivez dans LPS/IDAM le numéro d’autorisation que le CNDA a donné à cette version du logiciel ; sans lui le service répond desir_550.',
    }),
    ...unlessEqual({
      code: 'idam-r',
      where: at(`${root}/lps:LPS/lps:IDAM/@R`),
      expected: '4',
      got: read('lps:IDAM/@R'),
      message: 'L’attribut R de l’IDAM n’est pas 4.',
      remedy: 'Donnez à IDAM l’attribut R="4".',
    }),
    ...(['Nom', 'Version'] as const).flatMap((name) =>
      unless(read(`lps:${name}`) !== '', {
        code: `lps-${name.toLowerCase()}`,
        where: at(`${root}/lps:LPS/lps:${name}`),
        expected: 'une valeur',
        got: null,
        message: `${name} du logiciel est absent.`,
        remedy: `Écrivez dans LPS/${name} celui du logiciel, tel qu’il est déclaré au CNDA.`,
      }),
    ),
    ...unless(uuid.test(read('lps:Instance')), {
      code: 'lps-instance',
      where: at(`${root}/lps:LPS/lps:Instance`),
      expected: 'un UUID',
      got: read('lps:Instance'),
      message: 'L’instance du logiciel n’est pas un UUID.',
      remedy: 'Tirez un UUID à l’installation du logiciel, gardez-le, et écrivez-le dans LPS/Instance à chaque appel.',
    }),
  ];
}
