import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const shownSchema = z.object({ lignes: z.array(z.object({ sens: z.string(), objet: z.string() })) });

export const recu = defineRule({
  id: 'messagerie.recu',
  version: '1',
  title: 'La messagerie montre le courriel reçu',
  source: 'MSS/va1.08 (étapes déduites) : on ne répond qu’à un courriel montré',
  appliesTo: 'lecture',
  parameters: z.object({ objet: z.string() }),
  check(inputs, { objet }) {
    const { lignes } = observed(inputs, 'lecture', shownSchema);
    const received = lignes.filter(({ sens }) => sens === 'recu');
    return unless(
      received.some((line) => line.objet.includes(objet)),
      {
        code: 'courriel-non-montre',
        where: 'lignes',
        expected: objet,
        got: received.map((line) => line.objet),
        message: 'La messagerie ne montre pas le courriel reçu.',
        remedy: 'Relevez la boîte de réception par IMAP et montrez tous les courriels non lus, avec leur objet.',
      },
    );
  },
});
