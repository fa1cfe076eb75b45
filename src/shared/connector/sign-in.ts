/**
 * Why signing in by the browser led to nothing. `refused`: the person, or the remote in its own words, said no.
 * `no-browser`: the system could not open the page.
 */
export type SignInFailure =
  | { kind: 'sign-in-refused'; detail: string }
  | { kind: 'sign-in-timeout' }
  | { kind: 'sign-in-cancelled' }
  | { kind: 'no-browser' }

/** True for a failure of the sign-in itself, and not of a call to the remote. */
export function isSignInFailure(error: { kind: string }): error is SignInFailure {
  const kinds: readonly string[] = [
    'sign-in-refused',
    'sign-in-timeout',
    'sign-in-cancelled',
    'no-browser',
  ] satisfies SignInFailure['kind'][]
  return kinds.includes(error.kind)
}
