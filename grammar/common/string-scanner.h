/**
 * What stands inside strings of both kinds (specification A.6, A.7 and C.8): literal runs, escapes, interpolations and
 * the end.
 *
 * A string that never ends is cut at the end of its first line, before the brackets and semicolons that close the line,
 * so that whoever has just typed a quote keeps the rest of the file. This shows only when the end of the file has been
 * met, so it changes nothing in a string that ends.
 */
#ifndef NIX_STRING_SCANNER_H_
#define NIX_STRING_SCANNER_H_

#include "tokens.h"

/** What a string that may never end is to be cut to: the length of its first line without what closes it. */
typedef struct {
  uint32_t length;
  uint32_t marked_length;
  bool is_first_line;
  bool is_after_text;
} Fragment;

static inline bool is_closing(int32_t c) { return is_space(c) || c == ';' || c == ',' || c == ')' || c == ']' || c == '}'; }

static inline void mark_fragment(TSLexer *lexer, Fragment *fragment) {
  lexer->mark_end(lexer);
  fragment->marked_length = fragment->length;
}

static void take_text(TSLexer *lexer, Fragment *fragment) {
  int32_t c = lexer->lookahead;
  if (fragment->is_first_line) {
    bool is_text = !is_closing(c);
    if (fragment->is_after_text && !is_text) mark_fragment(lexer, fragment);
    fragment->is_after_text = is_text;
    fragment->is_first_line = c != '\n';
  }
  advance(lexer);
  fragment->length++;
}

/** Ends a fragment that the end of the file has cut. Where nothing is left of it, the text is read as code. */
static bool cut_fragment(TSLexer *lexer, Fragment *fragment, enum TokenType token) {
  if (fragment->is_first_line && fragment->is_after_text) mark_fragment(lexer, fragment);
  lexer->result_symbol = token;
  return fragment->marked_length > 0;
}

/** Reads what stands behind a backslash, `\xHH` and `\u{H…}` as a whole in Nix 2. */
static bool scan_escape(TSLexer *lexer, enum TokenType token) {
  int32_t c = lexer->lookahead;
  advance(lexer);
  mark(lexer, token);
  if (!is_nix2) return true;
  if (c == 'x' && is_hex_digit(lexer->lookahead)) {
    advance(lexer);
    if (!is_hex_digit(lexer->lookahead)) return true;
    advance(lexer);
    return accept(lexer, token);
  }
  if (c == 'u' && lexer->lookahead == '{') {
    advance(lexer);
    if (!is_hex_digit(lexer->lookahead)) return true;
    while (is_hex_digit(lexer->lookahead)) advance(lexer);
    if (lexer->lookahead != '}') return true;
    advance(lexer);
    return accept(lexer, token);
  }
  return true;
}

/**
 * Reads a dollar in a string. Returns true where it starts an interpolation: then the token is decided. In legacy a
 * dollar takes the byte behind it along, unless that is one of the two in `except`; so `$${x}` is plain text.
 */
static bool scan_dollar(TSLexer *lexer, Fragment *fragment, enum TokenType token, const char *except) {
  mark_fragment(lexer, fragment);
  advance(lexer);
  if (is_at(lexer, '{')) {
    lexer->result_symbol = token;
    if (fragment->length > 0) return true;
    advance(lexer);
    return accept(lexer, INTERPOLATION_START);
  }
  fragment->length++;
  fragment->is_after_text = true;
  if (is_nix2 || lexer->eof(lexer) || lexer->lookahead == except[0] || lexer->lookahead == except[1]) return false;
  take_text(lexer, fragment);
  return false;
}

static bool scan_string(TSLexer *lexer) {
  Fragment fragment = {0, 0, true, false};
  for (;;) {
    if (lexer->eof(lexer)) return cut_fragment(lexer, &fragment, STRING_FRAGMENT);
    switch (lexer->lookahead) {
      case '"':
        if (fragment.length > 0) return accept(lexer, STRING_FRAGMENT);
        advance(lexer);
        return accept(lexer, QUOTE_END);
      case '\\':
        if (fragment.length > 0) return accept(lexer, STRING_FRAGMENT);
        advance(lexer);
        return !lexer->eof(lexer) && scan_escape(lexer, STRING_ESCAPE);
      case '$':
        if (scan_dollar(lexer, &fragment, STRING_FRAGMENT, "\"\\")) return true;
        break;
      default:
        take_text(lexer, &fragment);
    }
  }
}

/** Reads what two apostrophes begin inside an indented string; the position is behind them. */
static bool scan_indented_escape(TSLexer *lexer) {
  mark(lexer, INDENT_END);
  if (lexer->lookahead == '$' || lexer->lookahead == '\'') {
    advance(lexer);
    return accept(lexer, INDENTED_ESCAPE);
  }
  if (lexer->lookahead != '\\') return true;
  advance(lexer);
  return lexer->eof(lexer) || scan_escape(lexer, INDENTED_ESCAPE);
}

static bool scan_indented_string(TSLexer *lexer) {
  Fragment fragment = {0, 0, true, false};
  for (;;) {
    if (lexer->eof(lexer)) return cut_fragment(lexer, &fragment, INDENTED_FRAGMENT);
    switch (lexer->lookahead) {
      case '\'':
        mark_fragment(lexer, &fragment);
        advance(lexer);
        if (is_at(lexer, '\'')) {
          lexer->result_symbol = INDENTED_FRAGMENT;
          if (fragment.length > 0) return true;
          advance(lexer);
          return scan_indented_escape(lexer);
        }
        fragment.length++;
        fragment.is_after_text = true;
        break;
      case '$':
        if (scan_dollar(lexer, &fragment, INDENTED_FRAGMENT, "''")) return true;
        break;
      default:
        take_text(lexer, &fragment);
    }
  }
}

#endif // NIX_STRING_SCANNER_H_
