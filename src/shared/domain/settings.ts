import { z } from 'zod'

/** Choices of this computer's user, kept in main and written whole. */
export interface Settings {
  colorScheme: 'auto' | 'light' | 'dark'
  density: 'compact' | 'comfortable'
  /** Shown columns of the customer list, in order. */
  customerColumns: string[]
  activeWorkspaceId: string
  /** How long a deletion can be undone before it is sent, in seconds. */
  undoDeleteSeconds: number
}

/** Run-time check of settings, from disk and from the window; unknown keys are dropped. */
export const settingsSchema: z.ZodType<Settings> = z.object({
  colorScheme: z.enum(['auto', 'light', 'dark']),
  density: z.enum(['compact', 'comfortable']),
  customerColumns: z.array(z.string().max(64)).max(64),
  activeWorkspaceId: z.string().max(64),
  undoDeleteSeconds: z.number().int().min(0).max(3600),
})

/** Settings of a first start. */
export function defaultSettings(activeWorkspaceId: string): Settings {
  return {
    colorScheme: 'auto',
    density: 'compact',
    customerColumns: ['name', 'company', 'email', 'phone', 'city', 'countryCode', 'updatedAt'],
    activeWorkspaceId,
    undoDeleteSeconds: 30,
  }
}
