import type { DocumentStore } from '#renderer/database/document-store.ts'
import type { AppDatabase } from '#renderer/database/open-database.ts'
import type { RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { Clock } from '../clock.ts'

/** Counts the moments at which the app can die, and lets it die at one of them: from then on nothing comes back. */
export class Fate {
  /** How many more points it lives through; Infinity = it does not die. */
  left = Infinity
  readonly death: Promise<void>
  #dead = false
  #died: () => void = () => undefined

  constructor() {
    this.death = new Promise((resolve) => {
      this.#died = resolve
    })
  }

  get dead(): boolean {
    return this.#dead
  }

  /** A moment at which the app may die. */
  async point(): Promise<void> {
    this.left -= 1
    if (this.left < 0 && !this.#dead) {
      this.#dead = true
      this.#died()
    }
    if (this.#dead) await new Promise<never>(() => undefined)
  }

  /** `run` between two such moments. */
  async around<T>(run: () => T | Promise<T>): Promise<T> {
    await this.point()
    const result = await run()
    await this.point()
    return result
  }
}

/** The database as an app sees it that may die at every await. */
export function mortalDatabase(database: AppDatabase, fate: Fate): AppDatabase {
  return {
    ...database,
    store: (name) => mortalMethods(database.store(name) as DocumentStore<never>, fate),
  }
}

/** The same for its way to the remote. */
export function mortalConnector(connector: RemoteConnector, fate: Fate): RemoteConnector {
  return mortalMethods(connector, fate)
}

/** A clock whose timers die with the app. */
export function mortalClock(clock: Clock, fate: Fate): Clock {
  return {
    now: () => clock.now(),
    setTimer: (ms, callback) =>
      clock.setTimer(ms, () => {
        if (!fate.dead) callback()
      }),
  }
}

function mortalMethods<T extends object>(target: T, fate: Fate): T {
  return new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (name === 'actions' && typeof value === 'object' && value !== null) return mortalMethods(value, fate)
      if (typeof value !== 'function') return value
      return (...args: unknown[]): unknown => {
        const call = (): unknown => Reflect.apply(value, target, args)
        return name === 'observe' || name === 'follow' ? call() : fate.around(call)
      }
    },
  })
}
