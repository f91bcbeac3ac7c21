#include "cli/edited_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "cli/child.hpp"

namespace amends::cli {
namespace {

std::string editor_of(const app::Environment& environment) {
    for (const char* name : {"VISUAL", "EDITOR"})
        if (auto editor = environment.variable(name); !editor.empty()) return editor;
    return "sensible-editor";
}

}  // namespace

EditedFile::EditedFile(const app::Environment& environment, std::string_view what) {
    std::string directory = environment.variable("XDG_RUNTIME_DIR");
    if (directory.empty()) directory = environment.variable("TMPDIR");
    path_ = fmt::format("{}/amends-{}-XXXXXX.txt", directory.empty() ? "/tmp" : directory, what);
    constexpr int suffix_bytes = 4;
    const int fd = ::mkstemps(path_.data(), suffix_bytes);  // mode 0600
    good_ = fd >= 0;
    if (good_) ::close(fd);
}

EditedFile::~EditedFile() {
    if (good_ && !kept_) ::unlink(path_.c_str());
}

bool EditedFile::write(const std::string& text) {
    std::ofstream file(path_, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    return good_ && file.good();
}

std::string EditedFile::read() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

base::Result<std::string> edit_text(EditedFile& file, const std::string& text, const app::Environment& environment,
                                    std::string_view outcome) {
    if (!file.write(text))
        return base::failure(base::Fault::internal, base::Retry::never,
                             fmt::format("{} cannot be written; set TMPDIR to a directory that can.", file.path()));
    // The shell takes the editor's own arguments apart ("code --wait"); the path is no part of what it reads.
    const std::string editor = editor_of(environment);
    const int status = run_program({"/bin/sh", "-c", editor + " \"$1\"", "amends", file.path()}, std::nullopt);
    if (status == 0) return file.read();
    return base::failure(base::Fault::answer_is_no, base::Retry::never,
                         fmt::format("The editor ({}) ended with status {}: {}.", editor, status, outcome));
}

}  // namespace amends::cli
