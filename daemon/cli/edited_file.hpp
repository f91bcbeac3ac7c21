#pragma once
// A text in the user's own editor: in a file of the user's alone, removed at the end unless it holds what would
// otherwise be lost.
#include <string>
#include <string_view>

#include "app/paths.hpp"
#include "base/result.hpp"

namespace amends::cli {

class EditedFile {
public:
    /// `what` stands in the file's name.
    EditedFile(const app::Environment& environment, std::string_view what);
    EditedFile(const EditedFile&) = delete;
    EditedFile& operator=(const EditedFile&) = delete;
    ~EditedFile();
    bool write(const std::string& text);
    [[nodiscard]] std::string read() const;
    void keep() { kept_ = true; }
    /// Keeps it, and says where.
    std::string kept();
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
    bool good_ = false;
    bool kept_ = false;
};

/// What the user has made of `text` in $VISUAL or $EDITOR. An editor that fails is how one says no (`:cq`): the Error
/// then ends with `outcome` ("nothing is done"), and with where the text is kept, if it was changed before.
base::Result<std::string> edit_text(EditedFile& file, const std::string& text, const app::Environment& environment,
                                    std::string_view outcome);

}  // namespace amends::cli
