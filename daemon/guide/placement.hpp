#pragma once
// Puts a letter into a mail that is being written, as a mail program hands it to an editor: headers and body
// (edit_headers) or the body alone. What was there stays, byte for byte; the letter takes the file's own line ends.
// Pure.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace amends::guide {

/// What the file says of itself; the values are unfolded, "" where they are not said.
struct EditedMail {
    bool has_headers = false;
    std::size_t body_at = 0;  ///< where the body begins; the file's size where headers are all there is
    std::string from, to, cc, bcc, subject;
};
EditedMail read_edited_mail(std::string_view file);

struct PlacedLetter {
    struct Piece {
        std::size_t at = 0, length = 0;  ///< bytes of `file`
    };
    std::string file;
    std::vector<Piece> added;  ///< ascending; without them `file` is what it was before
};

/// The letter above the attribution line, the quote and the signature, below what the writer has put there already.
/// `subject` is taken where the headers have none. `body` has LF.
PlacedLetter place_letter(std::string_view file, std::string_view subject, std::string_view body);

}  // namespace amends::guide
