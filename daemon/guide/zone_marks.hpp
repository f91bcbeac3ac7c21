#pragma once
// How the parts of zones.cpp tell each other what a byte is; nobody else includes this.
#include <string>
#include <string_view>

namespace amends::guide {

/// One mark a byte of the text.
using Marks = std::string;
inline constexpr char own_mark = '.';
inline constexpr char foreign_mark = 'x';    ///< not the writer's own prose
inline constexpr char quotation_mark = 'q';  ///< the words of somebody else, inside a sentence
inline constexpr char break_mark = 'n';      ///< foreign, and a paragraph ends here

inline void mark(Marks& marks, std::size_t start, std::size_t end, char as = foreign_mark) {
    if (start < end) marks.replace(start, end - start, end - start, as);
}

/// Quoted mail, attribution lines, enclosed mail, signatures, legal footers.
void mark_mail(std::string_view text, Marks& marks);
/// HTML tags and what they hide, code, links, addresses.
void mark_markup(std::string_view text, Marks& marks);
/// Words in quotation marks, among what is still the writer's own.
void mark_quotations(std::string_view text, Marks& marks);

}  // namespace amends::guide
