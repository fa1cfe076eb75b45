/**
 * Why signing in by the browser led to nothing. `refused`: the person, or the remote in its own words, said no.
 * `no-browser`: the system could not open the page. `invalid`: what came back was not the answer that was asked for.
 */
export type SignInFailure =
  | { kind: 'sign-in-refused'; detail: string }
  | { kind: 'sign-in-timeout' }
  | { kind: 'sign-in-cancelled' }
  | { kind: 'no-browser' }
