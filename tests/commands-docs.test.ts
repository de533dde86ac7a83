import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Context } from '../src/cli/context.ts'
import { buildProgram } from '../src/cli/index.ts'
import { openOutput } from '../src/cli/io.ts'
import { memoryIo } from './support/memory-io.ts'
import { ROOT } from './support/source-files.ts'

describe('docs/commands.md', () => {
  const page = readFileSync(join(ROOT, 'docs/commands.md'), 'utf8')
  const io = memoryIo({})
  const context: Context = { io, out: openOutput(io), version: '0', typed: '', exit: () => {} }
  const program = buildProgram(context)
  const sectionOf = (name: string) => page.split(/^## /m).find((section) => section.startsWith(`${name}\n`)) ?? ''

  it('has a section for every command, and none for others', () => {
    const fixed = ['Options of every command', 'Exit codes', 'Environment']
    const sections = [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1]!)
    expect(sections.filter((name) => !fixed.includes(name)).sort()).toEqual(
      program.commands.map((command) => command.name()).sort(),
    )
  })

  it.each(program.commands.map((command) => [command.name(), command] as const))(
    'describes every option and argument of %s',
    (name, command) => {
      const section = sectionOf(name)
      for (const { flags } of command.options)
        for (const flag of flags.split(', ')) expect(section).toContain(`\`${flag}\``)
      for (const argument of command.registeredArguments)
        expect(section).toContain(argument.variadic ? `\`<${argument.name()}...>\`` : `\`<${argument.name()}>\``)
    },
  )

  it('describes the options of every command', () => {
    for (const { flags } of [...program.options, ...program.createHelp().visibleOptions(program)])
      for (const flag of flags.split(', ')) expect(sectionOf('Options of every command')).toContain(`\`${flag}\``)
  })
})
