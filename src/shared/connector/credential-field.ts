import type { RemoteSystem } from './capabilities.ts'

/** Credentials of a connection by field name. They never leave main once they are kept. */
export type Credentials = Readonly<Record<string, string>>

/** Name under which the chosen mode is kept beside the fields, where a system knows several. */
export const CREDENTIAL_MODE = 'mode'

/** One of the values a system asks for before it lets anybody in; its texts are in the catalogue by this name. */
export interface CredentialField {
  name: string
  /** Hidden while it is typed. */
  secret: boolean
  optional?: boolean
  /** Which of the alternatives this belongs to; undefined = all of them. */
  mode?: string
  /** How it is filled in: one line by default, several, or a mark that says "yes" once it is set. */
  input?: 'line' | 'lines' | 'agreement'
  /** Kept by the app itself (a rotated token), never asked for. */
  keptByApp?: boolean
  /** It names the account, so a connection that is made knows it and does not ask again. */
  namesScope?: boolean
}

/** A system that a workspace can be connected with, and what a person has to fill in for it. */
export interface ConnectableSystem {
  system: RemoteSystem
  credentials: readonly CredentialField[]
  /** The address, where it is the same for everybody; '' = the person knows it. */
  defaultAddress: string
  /** The mode in which a person signs in in the browser instead of typing all there is. */
  signInMode?: string
}
