# Legacy: a tab is text. Nix 2: indentation. Edition lix reads them as legacy does.
''
		one
			two
''
