/**
 * The lexer of all dialects. `src/scanner.c` of a dialect defines `SCANNER_NIX2` where it has the tokens of Nix 2,
 * `SCANNER_FUTURE` where it has those of the experimental edition, and names the five entry points.
 *
 * Nix reads the longest match at a place, whatever the grammar expects there: `x. b/c` is an error, because `b/c` is a
 * path. So the scanner decides from the text alone which token comes next and returns it whether the parser wants it or
 * not. It asks the parser for two things only: whether it is inside a string or just behind a piece of a path, where
 * other rules hold, and whether an index or a head clause may stand here.
 *
 * While tree-sitter recovers from an error every token is marked valid, and so is `ERROR_SENTINEL`, which no rule uses.
 * Then the text is read as code. Four more things keep damage local; none of them changes how valid text is read:
 *
 * - A name with a `=` behind it (`b.c = `) is a `BINDING_IDENTIFIER`, and a string that starts a line is a
 *   `BINDING_QUOTE_START`. No expression contains them, so an expression without its `;` ends there.
 * - A dot with no name behind it is a `LOST_DOT`, and what is behind a name that is skipped, to the end of the
 *   line, is a `LOST_VALUE`. Neither fits anywhere, so the parser does not connect what stands on both sides of them.
 * - A string that never ends is cut at the end of its first line, before closing brackets and semicolons.
 * - A comment that never ends is two bytes long.
 *
 * The time is linear in the text. To tell a path from other tokens, a run of path characters is looked through for its
 * `/`; so every token that starts with one comes from here, and what was found out about a long run is kept for the
 * tokens that follow in it. All other look-ahead is bounded, or happens once in a file, or becomes the token.
 */
#ifndef NIX_SCANNER_H_
#define NIX_SCANNER_H_

#include "string-scanner.h"
#include "tokens.h"
#include "tree_sitter/alloc.h"

#include <string.h>

/** What is left of a run is remembered from this length on. Below, looking again is cheaper than a state. */
enum { MIN_REMEMBERED_RUN = 64 };

/** How far a name is looked behind for its `=`. Farther away it is an ordinary identifier. */
enum { MAX_BINDING_LOOKAHEAD = 256 };

enum { MAX_KEYWORD_LENGTH = 7 };

/** The beginning of a binding in the wrong place: a name, or the quote of a name. */
enum Lost { LOST_NOTHING, LOST_NAME, LOST_QUOTE };

typedef struct {
  /** For how many characters behind the last token it is known that no path and no URI starts there. */
  uint32_t plain_length;
  /** A search for `*` `/` has met the end of the file, so no comment that starts later ends. */
  bool has_open_comment;
  /** What the last token began where it may not begin. */
  uint8_t lost;
} Scanner;

// Comments

/** Moves to the end of the line, which is before a LF or CR. */
static void skip_line(TSLexer *lexer) {
  while (!lexer->eof(lexer) && lexer->lookahead != '\n' && lexer->lookahead != '\r') advance(lexer);
}

static bool scan_line_comment(TSLexer *lexer) {
  skip_line(lexer);
  return accept(lexer, COMMENT);
}

/** Moves behind the end of the block comment; the position is behind its beginning. */
static bool skip_block_comment(TSLexer *lexer) {
  bool is_after_star = false;
  while (!lexer->eof(lexer)) {
    int32_t c = lexer->lookahead;
    advance(lexer);
    if (is_after_star && c == '/') return true;
    is_after_star = c == '*';
  }
  return false;
}

/** Reads a block comment; the position is behind the first two bytes. */
static bool scan_block_comment(Scanner *scanner, TSLexer *lexer) {
  mark(lexer, OPEN_COMMENT);
  if (scanner->has_open_comment) return true;
  if (skip_block_comment(lexer)) return accept(lexer, COMMENT);
  scanner->has_open_comment = true;
  return true;
}

// Looking ahead

/** What `skip_trivia` met. A slash that starts no comment is read, so nothing can follow it. */
enum Trivia { TRIVIA_NONE, TRIVIA_SOME, TRIVIA_SLASH };

/** Moves behind white space and comments. */
static enum Trivia skip_trivia(TSLexer *lexer, bool is_after_slash) {
  enum Trivia trivia = TRIVIA_NONE;
  for (;; trivia = TRIVIA_SOME) {
    if (!is_after_slash && is_space(lexer->lookahead)) {
      advance(lexer);
    } else if (!is_after_slash && lexer->lookahead == '#') {
      skip_line(lexer);
    } else if (lexer->lookahead == '/' || is_after_slash) {
      if (!is_after_slash) advance(lexer);
      is_after_slash = false;
      if (lexer->lookahead != '*') return TRIVIA_SLASH;
      advance(lexer);
      if (!skip_block_comment(lexer)) return TRIVIA_SLASH;
    } else {
      return trivia;
    }
  }
}

/** Moves behind a name of a feature. */
static bool skip_feature_name(TSLexer *lexer) {
  for (;;) {
    if (!is_identifier_start(lexer->lookahead)) return false;
    while (is_identifier_char(lexer->lookahead)) advance(lexer);
    if (lexer->lookahead != '.') return true;
    advance(lexer);
  }
}

/** Tells whether names and a semicolon follow the word `use`. Asked once in a file, at its beginning. */
static bool is_clause_ahead(TSLexer *lexer, bool is_after_slash) {
  if (skip_trivia(lexer, is_after_slash) != TRIVIA_SOME) return false;
  for (;;) {
    if (!skip_feature_name(lexer)) return false;
    enum Trivia trivia = skip_trivia(lexer, false);
    if (is_at(lexer, ';')) return true;
    if (trivia != TRIVIA_SOME) return false;
  }
}

/** Moves behind the simple text of a name in quotes or of an interpolation, up to `end` on the same line. */
static bool skip_simple_text(TSLexer *lexer, int32_t end, uint32_t *length) {
  while (lexer->lookahead != end) {
    int32_t c = lexer->lookahead;
    if (lexer->eof(lexer) || c == '\n' || c == '\\' || c == '$' || c == '{' || c == '"') return false;
    if (++*length > MAX_BINDING_LOOKAHEAD) return false;
    advance(lexer);
  }
  advance(lexer);
  return true;
}

/** Tells whether the rest of an attribute path and a `=` follow. */
static bool is_binding_ahead(TSLexer *lexer) {
  for (uint32_t length = 0; length < MAX_BINDING_LOOKAHEAD; length++) {
    int32_t c = lexer->lookahead;
    if (is_path_char(c) || c == '\'') {
      advance(lexer);
    } else if (c == '"') {
      advance(lexer);
      if (!skip_simple_text(lexer, '"', &length)) return false;
    } else if (c == '$') {
      advance(lexer);
      if (lexer->lookahead != '{') return false;
      advance(lexer);
      if (!skip_simple_text(lexer, '}', &length)) return false;
    } else if (is_space(c)) {
      for (; is_space(lexer->lookahead) && length < MAX_BINDING_LOOKAHEAD; length++) advance(lexer);
      if (lexer->lookahead != '=') return false;
    } else if (c == '=') {
      advance(lexer);
      return lexer->lookahead != '=';
    } else {
      return false;
    }
  }
  return false;
}

// Words, numbers, paths and URIs

typedef struct {
  const char *text;
  enum TokenType token;
} Keyword;

static const Keyword keywords[] = {
  {"if", IF},     {"in", IN},     {"or", OR},         {"let", LET},         {"rec", REC},
  {"then", THEN}, {"else", ELSE}, {"with", WITH},     {"assert", ASSERT},   {"inherit", INHERIT},
#ifdef SCANNER_NIX2
  {"null", NULL_WORD}, {"true", TRUE_WORD}, {"false", FALSE_WORD},
#endif
};

/** A run of path characters. Its beginning is a token, unless all of it is a path or a URI. */
typedef struct {
  TSLexer *lexer;
  uint32_t length;
  /** Length of the token by itself. */
  uint32_t token_length;
  /** The word, as far as it may be a keyword. */
  char word[MAX_KEYWORD_LENGTH + 1];
  /** The `/` or `:` read behind the run, else 0. */
  char end;
  /** Whether the token is a word with an apostrophe, which no path has. */
  bool has_apostrophe;
  /** Before this place in the run no scheme of a URI starts: a scheme starts with a letter and has no `_`. */
  uint32_t scheme_start;
  bool has_scheme_start;
} Run;

static inline void take(Run *run) {
  int32_t c = run->lexer->lookahead;
  if (c == '_') {
    run->has_scheme_start = false;
  } else if (!run->has_scheme_start && is_letter(c)) {
    run->has_scheme_start = true;
    run->scheme_start = run->length;
  }
  advance(run->lexer);
  run->length++;
}

static bool accept_start(Run *run, enum TokenType token) {
  run->token_length = run->length;
  return accept(run->lexer, token);
}

static void take_digits(Run *run) {
  while (is_digit(run->lexer->lookahead)) take(run);
}

/** Reads the rest of a float from the first digit behind its dot. */
static void scan_fraction(Run *run) {
  TSLexer *lexer = run->lexer;
  take_digits(run);
  accept_start(run, FLOAT);
  if (lexer->lookahead != 'e' && lexer->lookahead != 'E') return;
  take(run);
  if (lexer->lookahead == '+' || lexer->lookahead == '-') take(run);
  if (!is_digit(lexer->lookahead)) return;
  take_digits(run);
  accept_start(run, FLOAT);
}

/** Reads a number. `0.` is an integer and a dot, `1.` a float, `00.5` two numbers. */
static void scan_number(Run *run) {
  TSLexer *lexer = run->lexer;
  bool is_zero = lexer->lookahead == '0';
  take(run);
  if (is_zero && lexer->lookahead == '.') {
    accept_start(run, INTEGER);
    take(run);
    if (is_digit(lexer->lookahead)) scan_fraction(run);
    return;
  }
  take_digits(run);
  accept_start(run, INTEGER);
  if (is_zero || lexer->lookahead != '.') return;
  take(run);
  scan_fraction(run);
}

/** Reads an identifier and finds out which keyword it is. */
static void scan_word(Run *run) {
  TSLexer *lexer = run->lexer;
  while (is_identifier_char(lexer->lookahead)) {
    if (run->length < MAX_KEYWORD_LENGTH) run->word[run->length] = (char)lexer->lookahead;
    if (lexer->lookahead == '\'') run->has_apostrophe = true;
    take(run);
  }
  accept_start(run, IDENTIFIER);
  if (run->length > MAX_KEYWORD_LENGTH) return;
  for (size_t i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++) {
    if (strcmp(run->word, keywords[i].text) == 0) lexer->result_symbol = keywords[i].token;
  }
}

/** Reads a token that ends behind the next character, which is no path character. */
static bool accept_pair(Run *run, enum TokenType token) {
  advance(run->lexer);
  return accept(run->lexer, token);
}

/** Tells whether a name may stand here, or a comment before one. */
static bool is_name_ahead(TSLexer *lexer) {
  while (is_space(lexer->lookahead)) advance(lexer);
  switch (lexer->lookahead) {
    case '"': case '$': case '#': case '/':
      return true;
    default:
      return is_identifier_start(lexer->lookahead);
  }
}

/** Reads what starts with a dot and is no path. Returns true if it cannot be the beginning of one. */
static bool scan_dot(Run *run, bool is_index) {
  TSLexer *lexer = run->lexer;
  take(run);
  accept_start(run, DOT);
  if (is_digit(lexer->lookahead)) {
    if (!is_index) {
      scan_fraction(run);
      return false;
    }
    take_digits(run);
    return accept_start(run, LIST_INDEX);
  }
  if (is_nix2 && is_at(lexer, '[')) return accept_pair(run, DOT_BRACKET);
  if (is_nix2 && is_at(lexer, '{')) return accept_pair(run, DOT_BRACE);
  if (is_future && is_at(lexer, '?')) return accept_pair(run, DOT_QUESTION);
  if (!is_path_char(lexer->lookahead) && lexer->lookahead != '/') {
    if (!is_name_ahead(lexer)) lexer->result_symbol = LOST_DOT;
    return true;
  }
  if (!is_at(lexer, '.')) return false;
  take(run);
  if (!is_at(lexer, '.')) return false;
  take(run);
  accept_start(run, ELLIPSES);
  return false;
}

/** Reads an operator that may be the beginning of a path. Returns true if it cannot be. */
static bool scan_sign(Run *run) {
  TSLexer *lexer = run->lexer;
  int32_t first = lexer->lookahead;
  take(run);
  accept_start(run, first == '+' ? PLUS : MINUS);
  if (first == '-') return is_at(lexer, '>') && accept_pair(run, ARROW);
  if (is_at(lexer, '+')) {
    take(run);
    accept_start(run, PLUS_PLUS);
  }
  return false;
}

/** Reads the token at the beginning of the run. Returns true if no path can start with it. */
static bool scan_run_start(Run *run, bool is_index) {
  int32_t first = run->lexer->lookahead;
  if (first == '.') return scan_dot(run, is_index);
  if (first == '+' || first == '-') return scan_sign(run);
  if (is_digit(first)) {
    scan_number(run);
  } else {
    scan_word(run);
  }
  return run->has_apostrophe;
}

/** Reads the rest of a path, to the last character that may stand in one. */
static bool scan_path(TSLexer *lexer, enum TokenType token) {
  while (is_path_char(lexer->lookahead) || lexer->lookahead == '/') advance(lexer);
  return accept(lexer, token);
}

/** Tells whether a slash just read goes on with a path. A dollar that starts no interpolation is an error anyway. */
static inline bool is_path_ahead(TSLexer *lexer) { return is_path_char(lexer->lookahead) || lexer->lookahead == '$'; }

/** Reads the path or the URI that the run is, or returns false and leaves in `plain_length` where the next may start. */
static bool scan_path_or_uri(Run *run, uint32_t *plain_length) {
  TSLexer *lexer = run->lexer;
  while (is_path_char(lexer->lookahead)) take(run);
  *plain_length = run->length;
  if (lexer->lookahead == '/') {
    advance(lexer);
    run->end = '/';
    return is_path_ahead(lexer) && scan_path(lexer, PATH_START);
  }
  if (is_nix2 || !run->has_scheme_start || lexer->lookahead != ':') return false;
  advance(lexer);
  run->end = ':';
  if (!is_uri_char(lexer->lookahead)) return false;
  *plain_length = run->scheme_start;
  if (run->scheme_start > 0) return false;
  while (is_uri_char(lexer->lookahead)) advance(lexer);
  return accept(lexer, URI);
}

/** Tells whether the parser is about to skip the token or has begun to skip. */
static inline bool is_unwanted(const bool *valid_symbols, enum TokenType token) {
  return !valid_symbols[token] || valid_symbols[ERROR_SENTINEL];
}

/** Tells the head clause and the names of bindings from other identifiers. */
static void classify_identifier(Scanner *scanner, Run *run, const bool *valid_symbols) {
  TSLexer *lexer = run->lexer;
  if (valid_symbols[USE] && !valid_symbols[ERROR_SENTINEL] && strcmp(run->word, "use") == 0) {
    if (run->length == 3 && is_clause_ahead(lexer, run->end == '/')) lexer->result_symbol = USE;
  } else if (run->end == 0 && is_binding_ahead(lexer)) {
    lexer->result_symbol = BINDING_IDENTIFIER;
    if (is_unwanted(valid_symbols, BINDING_IDENTIFIER)) scanner->lost = LOST_NAME;
  }
}

/** Keeps what is known about the text behind a token. */
static inline void remember(Scanner *scanner, uint32_t plain_length, uint32_t token_length) {
  scanner->plain_length = plain_length > token_length ? plain_length - token_length : 0;
  if (scanner->plain_length < MIN_REMEMBERED_RUN) scanner->plain_length = 0;
}

/** Reads the token that starts with a path character. */
static bool scan_run(Scanner *scanner, TSLexer *lexer, const bool *valid_symbols, bool is_index) {
  Run run = {.lexer = lexer};
  bool is_decided = scan_run_start(&run, is_index);
  if (scanner->plain_length > 0) {
    remember(scanner, scanner->plain_length, run.token_length);
    return true;
  }
  if (!is_decided) {
    uint32_t plain_length;
    if (scan_path_or_uri(&run, &plain_length)) return true;
    remember(scanner, plain_length, run.token_length);
  }
  if (lexer->result_symbol == IDENTIFIER) classify_identifier(scanner, &run, valid_symbols);
  return true;
}

// Everything

/** Reads `<a/b>`. */
static bool scan_search_path(TSLexer *lexer) {
  advance(lexer);
  for (;;) {
    if (!is_path_char(lexer->lookahead)) return false;
    while (is_path_char(lexer->lookahead)) advance(lexer);
    int32_t c = lexer->lookahead;
    if (c != '>' && c != '/') return false;
    advance(lexer);
    if (c == '>') return accept(lexer, SEARCH_PATH);
  }
}

static bool scan_home_path(TSLexer *lexer) {
  advance(lexer);
  if (lexer->lookahead != '/') return false;
  advance(lexer);
  return is_path_ahead(lexer) && scan_path(lexer, HOME_PATH_START);
}

static bool scan_slash(Scanner *scanner, TSLexer *lexer) {
  advance(lexer);
  if (lexer->lookahead == '*') {
    advance(lexer);
    return scan_block_comment(scanner, lexer);
  }
  return is_path_ahead(lexer) && scan_path(lexer, PATH_START);
}

static bool scan_interpolation_start(TSLexer *lexer, enum TokenType token) {
  advance(lexer);
  if (lexer->lookahead != '{') return false;
  advance(lexer);
  return accept(lexer, token);
}

/** Reads an opening quote; at the beginning of a line it may be that of a binding. */
static bool scan_quote(Scanner *scanner, TSLexer *lexer, const bool *valid_symbols, bool is_line_start) {
  advance(lexer);
  mark(lexer, QUOTE_START);
  uint32_t length = 0;
  if (is_line_start && skip_simple_text(lexer, '"', &length) && is_binding_ahead(lexer)) {
    lexer->result_symbol = BINDING_QUOTE_START;
    if (is_unwanted(valid_symbols, BINDING_QUOTE_START)) scanner->lost = LOST_QUOTE;
  }
  return true;
}

static bool scan_indent_start(TSLexer *lexer) {
  advance(lexer);
  if (lexer->lookahead != '\'') return false;
  advance(lexer);
  return accept(lexer, INDENT_START);
}

/** NUL ends the text in legacy; whatever follows belongs to the token. */
static bool scan_end_of_input(TSLexer *lexer) {
  if (is_nix2 || lexer->eof(lexer)) return false;
  while (!lexer->eof(lexer)) advance(lexer);
  return accept(lexer, END_OF_INPUT);
}

/**
 * Reads what is behind the name of a binding that the parser is about to skip, to the end of the line. It cannot use
 * it: it would take the value for part of the expression before the name. So the better way to recover is to give up
 * that expression and to begin the binding.
 */
static bool scan_lost_value(TSLexer *lexer) {
  while (!lexer->eof(lexer) && lexer->lookahead != '\n' && lexer->lookahead != ';') advance(lexer);
  return accept(lexer, LOST_VALUE);
}

/** Reads a token of code. Returns false where that is punctuation, which is left to tree-sitter, or nothing. */
static bool scan_code(Scanner *scanner, TSLexer *lexer, const bool *valid_symbols, enum Lost lost) {
  bool is_line_start = false;
  bool is_touching = true;
  while (is_space(lexer->lookahead)) {
    is_touching = false;
    if (lexer->lookahead == '\n') is_line_start = true;
    lexer->advance(lexer, true);
  }
  if (valid_symbols[FEATURE_NAME] && !valid_symbols[ERROR_SENTINEL] && is_identifier_start(lexer->lookahead)) {
    skip_feature_name(lexer);
    return accept(lexer, FEATURE_NAME);
  }
  if (lost != LOST_NOTHING && valid_symbols[ERROR_SENTINEL]) {
    if (lost == LOST_QUOTE || lexer->lookahead == '=') return scan_lost_value(lexer);
  }
  switch (lexer->lookahead) {
    case 0:
      return scan_end_of_input(lexer);
    case '#':
      return scan_line_comment(lexer);
    case '/':
      return scan_slash(scanner, lexer);
    case '<':
      return scan_search_path(lexer);
    case '~':
      return scan_home_path(lexer);
    case '"':
      return scan_quote(scanner, lexer, valid_symbols, is_line_start);
    case '\'':
      return scan_indent_start(lexer);
    case '$':
      return scan_interpolation_start(lexer, INTERPOLATION_START);
    default:
      if (!is_path_char(lexer->lookahead)) return false;
      return scan_run(scanner, lexer, valid_symbols, is_touching && valid_symbols[LIST_INDEX]);
  }
}

static bool scan(Scanner *scanner, TSLexer *lexer, const bool *valid_symbols) {
  enum Lost lost = scanner->lost;
  scanner->lost = LOST_NOTHING;
  if (!valid_symbols[ERROR_SENTINEL]) {
    if (valid_symbols[QUOTE_END]) return scan_string(lexer);
    if (valid_symbols[INDENT_END]) return scan_indented_string(lexer);
    if (valid_symbols[PATH_INTERPOLATION_START] && lexer->lookahead == '$') {
      return scan_interpolation_start(lexer, PATH_INTERPOLATION_START);
    }
    if (valid_symbols[PATH_FRAGMENT] && (is_path_char(lexer->lookahead) || lexer->lookahead == '/')) {
      return scan_path(lexer, PATH_FRAGMENT);
    }
  }
  return scan_code(scanner, lexer, valid_symbols, lost);
}

// The interface to tree-sitter

static inline void *scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

static inline void scanner_destroy(void *payload) { ts_free(payload); }

/** The state is empty where text is valid, but inside a long run of path characters. */
static inline unsigned scanner_serialize(void *payload, char *buffer) {
  const Scanner *scanner = payload;
  if (scanner->plain_length == 0 && !scanner->has_open_comment && scanner->lost == LOST_NOTHING) return 0;
  memcpy(buffer, scanner, sizeof(Scanner));
  return sizeof(Scanner);
}

static inline void scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  Scanner *scanner = payload;
  scanner->plain_length = 0;
  scanner->has_open_comment = false;
  scanner->lost = LOST_NOTHING;
  if (length == sizeof(Scanner)) memcpy(scanner, buffer, sizeof(Scanner));
}

static inline bool scanner_scan(void *payload, TSLexer *lexer, const bool *valid_symbols) {
  return scan(payload, lexer, valid_symbols);
}

#endif // NIX_SCANNER_H_
