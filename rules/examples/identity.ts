const separator = '\u001d';

/** The content of the INS datamatrix that the facts give as an example (INSi §1.12). */
export const datamatrix = [
  `IS01${'0'.repeat(22)}S1297022A02077878`,
  `S21.2.250.1.213.1.4.8${separator}`,
  `S3DOMINIQUE${separator}S4ADRTROIS${separator}S5FS626-02-1997S72A020`,
].join('');

/** The same person, as a driver reads it (facts, INSi §1.10). */
export const fiche = `{
  "traits": {
    "nomNaissance": "ADRTROIS", "prenom": "DOMINIQUE", "prenoms": "DOMINIQUE", "sexe": "F",
    "dateNaissance": "1997-02-26", "lieuNaissance": "2A020"
  },
  "statut": "QUAL", "attributs": [], "matricule": "297022A02077878", "oid": "1.2.250.1.213.1.4.8"
}
`;
