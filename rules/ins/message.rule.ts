import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[’‘]/g, "'")
    .toLowerCase();

export const message = defineRule({
  id: 'ins.message',
  version: '1',
  title: 'Le produit dit à l’utilisateur ce qui se passe',
  source: 'INS/va1.28 et .31 (message de blocage) ; INSI-14 (texte de la faute affiché) ; faits INSi §1.8',
  appliesTo: 'lecture',
  parameters: z.object({ contient: z.string().optional() }),
  check(inputs, { contient }) {
    const { messages } = observed(inputs, 'lecture', z.object({ messages: z.array(z.string()) }));
    const shown = messages.filter((text) => text.trim() !== '');
    if (contient === undefined) {
      return unless(shown.length > 0, {
        code: 'message-absent',
        where: 'messages',
        expected: 'un message affiché',
        got: 'aucun',
        message: 'Aucun message n’explique le refus à l’utilisateur.',
        remedy: 'Affichez à l’utilisateur, avec le refus, une phrase qui dit ce qui le bloque et ce qu’il peut faire.',
      });
    }
    return unless(
      shown.some((text) => plain(text).includes(plain(contient))),
      {
        code: 'message-sans-le-texte',
        where: 'messages',
        expected: contient,
        got: shown,
        message: 'Le message affiché ne contient pas le texte attendu.',
        remedy:
          'Affichez le texte rendu par le téléservice (soap:Reason/Text de la faute, ou le sens du code retour), sans le remplacer par un message général.',
      },
    );
  },
});
