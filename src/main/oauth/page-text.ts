/** What the browser shows after a sign-in (English). */
export const signedInPage = {
  title: 'Customer Desk',
  done: 'You are signed in. You can close this page and go back to Customer Desk.',
  refused: 'You are not signed in. You can close this page and go back to Customer Desk.',
}
