import { defaultSettings, settingsSchema, type Settings } from '#shared/domain/settings.ts'
import { JsonFile } from '#main/files/json-file.ts'

/** The user's settings, in memory and in `settings.json` of the data folder. */
export class SettingsStore {
  readonly #file: JsonFile<Settings>
  #settings: Settings

  private constructor(file: JsonFile<Settings>, settings: Settings) {
    this.#file = file
    this.#settings = settings
  }

  /** Reads the settings at `path`; absent or damaged ones become the defaults (a damaged file is kept aside). */
  static async open(path: string): Promise<SettingsStore> {
    const file = new JsonFile(path, settingsSchema)
    const read = await file.read()
    return new SettingsStore(file, read.state === 'read' ? read.value : defaultSettings(''))
  }

  /** The settings as they are now. */
  get(): Settings {
    return this.#settings
  }

  /** Changes some settings; resolves once they are on disk. */
  async update(change: Partial<Settings>): Promise<Settings> {
    this.#settings = { ...this.#settings, ...change }
    await this.#file.write(this.#settings)
    return this.#settings
  }
}
