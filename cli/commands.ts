import type { CommandEntry } from './command.ts';

/** Every command, in the order of the help. Each is loaded when it is called: the bench has no use for the browser, nor the seal for the steps. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'demo',
    summary: 'Joue un couloir contre le produit embarqué, Cabinet Témoin, et scelle le dossier',
    load: async () => (await import('./demo.ts')).demoCommand,
  },
  {
    name: 'run',
    summary: 'Joue les scénarios du couloir contre le produit, puis scelle le dossier',
    load: async () => (await import('./run.ts')).runCommand,
  },
  {
    name: 'bench',
    summary: 'Démarre les services nationaux simulés, et les garde jusqu’à Ctrl-C',
    load: async () => (await import('./bench.ts')).benchCommand,
  },
  {
    name: 'seal',
    summary: 'Scelle le dossier d’une tentative (la dernière, si aucune n’est nommée)',
    load: async () => (await import('./seal.ts')).sealCommand,
  },
  {
    name: 'verify',
    summary: 'Vérifie un dossier : intégrité, authenticité, temps, suffisance',
    load: async () => (await import('./verify.ts')).verifyCommand,
  },
  {
    name: 'replay',
    summary: 'Juge de nouveau un dossier d’après ses octets, sans produit ni réseau',
    load: async () => (await import('./replay.ts')).replayCommand,
  },
  {
    name: 'tentatives',
    summary: 'Liste les tentatives du dossier de travail, et leur état',
    load: async () => (await import('./attempts.ts')).attemptsCommand,
  },
  {
    name: 'counterproof',
    summary: 'Voit échouer chaque point de contrôle automatisé, par un défaut planté dans Cabinet Témoin',
    load: async () => (await import('./counterproof.ts')).counterproofCommand,
  },
  {
    name: 'check',
    summary: 'Juge des fichiers sans tentative : CDA, XDM, courriel, requête SOAP, VIHF, HL7, PDF',
    load: async () => (await import('./check.ts')).checkCommand,
  },
  {
    name: 'rules',
    summary: 'Liste les règles et leurs versions ; « rules diff » compare deux jeux de règles',
    load: async () => (await import('./rules.ts')).rulesCommand,
  },
  {
    name: 'coverage',
    summary: 'Dit ce que cette version joue de chaque scénario : automatisé, guidé, pièce externe, éprouvé',
    load: async () => (await import('./coverage.ts')).coverageCommand,
  },
  {
    name: 'rem',
    summary: 'Importe le REM publié (.xlsx), et confirme la correspondance de ses scénarios',
    load: async () => (await import('./rem.ts')).remCommand,
  },
  {
    name: 'contrat',
    summary: 'Affiche le contrat des pilotes (OpenAPI), ou le schéma du plan',
    load: async () => (await import('./contract.ts')).contractCommand,
  },
];
