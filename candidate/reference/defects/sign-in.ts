/** Defects of the sign-in: Pro Santé Connect, local accounts, and what the national services are told of the user. */
export const signInDefects = {
  // Demande d’autorisation et retour
  'psc-acr-absent': 'Omet acr_values dans la demande à Pro Santé Connect',
  'psc-acr-eidas2': 'Demande le niveau eidas2 à Pro Santé Connect',
  'psc-scope-incomplet': 'Demande openid à Pro Santé Connect, sans scope_all',
  'psc-state-fixe': 'Envoie toujours le même state à Pro Santé Connect',
  'psc-nonce-absent': 'Omet le nonce dans la demande à Pro Santé Connect',
  'psc-state-non-verifie': 'Échange le code d’un retour dont le state n’est pas le sien',
  'psc-nonce-non-verifie': 'Accepte un jeton d’identité dont le nonce n’est pas le sien',
  'psc-deconnexion-sans-jeton': 'Ferme la session Pro Santé Connect sans dire laquelle (id_token_hint)',
} as const satisfies Record<string, string>;
