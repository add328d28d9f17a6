import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { type DirectoryCall, eachCall, localPart, readAnswer } from './calls.ts';

export const pages = defineRule({
  id: 'annuaire.pages',
  version: '1',
  title: 'Les pages suivantes sont demandées telles que la réponse les donne, jusqu’à la dernière',
  source: 'ANN-02 ; faits Annuaire §4.2 (link[next] opaque, à suivre tel quel, documenté)',
  appliesTo: 'echanges',
  /** `libre`: the user looks at the first page only; what is asked must still be as given. */
  parameters: z.object({ jusqua: z.enum(['fin', 'libre']).default('fin') }),
  check: (inputs, { jusqua }) =>
    eachCall(inputs, (call, calls) => [
      ...(call.resource === '_page' ? given(call, calls) : []),
      ...(jusqua === 'fin' ? followed(call, calls) : []),
    ]),
});

function given(call: DirectoryCall, calls: readonly DirectoryCall[]): Finding[] {
  const offered = calls.filter(({ n }) => n < call.n).map((before) => localPart(readAnswer(before).next ?? ''));
  return unless(offered.includes(call.address), {
    code: 'page-inventee',
    where: call.where('adresse'),
    expected: offered.filter((one) => one !== '').at(-1) ?? 'une adresse qu’une réponse a donnée',
    got: call.address,
    message: 'Cette page n’est pas celle qu’une réponse a donnée : suivez link[next].url tel quel, sans le refaire.',
  });
}

function followed(call: DirectoryCall, calls: readonly DirectoryCall[]): Finding[] {
  const { next } = readAnswer(call);
  if (next === undefined) return [];
  const address = localPart(next);
  return unless(
    calls.some(({ n, address: sent }) => n > call.n && sent === address),
    {
      code: 'page-oubliee',
      where: call.where('link[next]'),
      expected: address,
      got: null,
      message:
        'La réponse a une page suivante qui n’est pas demandée : suivez link[next].url jusqu’à ce qu’il n’y en ait plus.',
    },
  );
}
