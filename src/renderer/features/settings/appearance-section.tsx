import { Group, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import { Section } from '#renderer/ui/section.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'

const UNDO_CHOICES = [10, 30, 60, 300]

/** Colours, density, and how long a deletion waits. */
export function AppearanceSection() {
  const t = useText('settings')
  const { settings, updateSettings } = useApp()
  return (
    <Section title={t('appearance.title')}>
      <Stack gap="md">
        <Choice label={t('appearance.scheme')}>
          {(labelledBy) => (
            <SegmentedControl
              aria-labelledby={labelledBy}
              value={settings.colorScheme}
              data={(['auto', 'light', 'dark'] as const).map((value) => ({
                value,
                label: t(`appearance.${value}`),
              }))}
              onChange={(colorScheme) => updateSettings({ colorScheme })}
            />
          )}
        </Choice>
        <Choice label={t('appearance.density')}>
          {(labelledBy) => (
            <SegmentedControl
              aria-labelledby={labelledBy}
              value={settings.density}
              data={(['compact', 'comfortable'] as const).map((value) => ({
                value,
                label: t(`appearance.${value}`),
              }))}
              onChange={(density) => updateSettings({ density })}
            />
          )}
        </Choice>
        <Choice label={t('editing.undo')}>
          {(labelledBy) => (
            <Group gap="sm">
              <Select
                aria-labelledby={labelledBy}
                w={140}
                value={String(settings.undoDeleteSeconds)}
                data={[...new Set([...UNDO_CHOICES, settings.undoDeleteSeconds])]
                  .sort((a, b) => a - b)
                  .map((count) => ({ value: String(count), label: t('editing.seconds', { count }) }))}
                onChange={(value) => updateSettings({ undoDeleteSeconds: Number(value) })}
              />
              <Text c="dimmed">{t('editing.hint')}</Text>
            </Group>
          )}
        </Choice>
      </Stack>
    </Section>
  )
}

function Choice({ label, children }: { label: string; children: (labelledBy: string) => ReactNode }) {
  const id = useId()
  return (
    <Group gap="lg" wrap="nowrap">
      <Text id={id} w={220}>
        {label}
      </Text>
      {children(id)}
    </Group>
  )
}
