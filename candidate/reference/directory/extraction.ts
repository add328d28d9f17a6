import type { Professional } from './professional.ts';

/** A line of an extraction by the titles of its columns. */
type Line = (title: string) => string;

/**
 * The active professionals of the public extraction (`PS_LibreAcces_Personne_activite`), one line an activity, with the
 * addresses of the extraction of mailboxes (`Extraction_Correspondance_MSSante`), which names their owner by his RPPS.
 */
export function readExtractions(activities: string, mailboxes: string): Map<string, Professional> {
  const addresses = Map.groupBy(lines(mailboxes), (line) => line('Identifiant PP'));
  const found = new Map<string, Professional>();
  for (const line of lines(activities)) {
    const rpps = line('Identifiant PP');
    // Type 8 is the RPPS; the first activity of a professional tells his town.
    if (line("Type d'identifiant PP") !== '8' || found.has(rpps)) continue;
    found.set(rpps, {
      rpps,
      nom: line("Nom d'exercice"),
      prenom: line("Prénom d'exercice"),
      profession: line('Libellé profession'),
      commune: line('Libellé commune (coord. structure)'),
      mssante: (addresses.get(rpps) ?? [])
        .filter((box) => box('Type de BAL') === 'PER')
        .map((box) => box('Adresse BAL'))
        .join(', '),
    });
  }
  return found;
}

function lines(text: string): Line[] {
  const [header = '', ...rows] = text.split(/\r?\n/).filter((row) => row !== '');
  const titles = new Map(header.split('|').map((title, index) => [title, index]));
  return rows.map((row) => {
    const cells = row.split('|');
    return (title) => cells[titles.get(title) ?? -1]?.trim() ?? '';
  });
}
