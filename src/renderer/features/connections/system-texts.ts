import type { TFunction } from 'i18next'
import type { RemoteSystem } from '#shared/connector/capabilities.ts'

/** Texts of one thing to fill in. */
interface InputTexts {
  label: string
  hint: string
  /** Said where it is left empty. */
  required: string
}

/**
 * Which systems and fields there are is known only when the app runs, so these keys cannot be checked by the compiler;
 * system-texts.test.ts checks them for every connector of the registry.
 */
type LooseText = (key: string) => string

/** Texts of the address of a system; the placeholder is an example of one. */
export function addressTexts(
  t: TFunction<'connection'>,
  system: RemoteSystem,
): { label: string; hint: string; placeholder: string } {
  const text = t as unknown as LooseText
  const of = (what: string): string => text(`address.${system}.${what}`)
  return { label: of('label'), hint: of('hint'), placeholder: of('placeholder') }
}

/** Texts of a credential field of a system. */
export function fieldTexts(t: TFunction<'connection'>, system: RemoteSystem, name: string): InputTexts {
  const text = t as unknown as LooseText
  const of = (what: string): string => text(`fields.${system}.${name}.${what}`)
  return { label: of('label'), hint: of('hint'), required: of('required') }
}

/** Name of a way to sign in to a system. */
export function modeText(t: TFunction<'connection'>, system: RemoteSystem, mode: string): string {
  return (t as unknown as LooseText)(`modes.${system}.${mode}`)
}
