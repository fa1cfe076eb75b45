import { createContext, useContext, type Context } from 'react'

/** A context without a default: reading it outside its provider is a programming mistake and throws. */
export function createRequiredContext<T extends object>(name: string): [Context<T | null>, () => T] {
  const context = createContext<T | null>(null)
  context.displayName = name
  const useRequired = (): T => {
    const value = useContext(context)
    if (value === null) throw new Error(`${name} is missing`)
    return value
  }
  return [context, useRequired]
}
