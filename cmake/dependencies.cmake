# Eigen and Boost headers as every packager ships them: Eigen is asked for without a version, because Debian's 3.4
# refuses version ranges and Eigen 5 refuses "3.4"; Boost is asked for without components, and by path where the
# package ships no CMake files (conda-forge).
set(kring_install_hint "Debian: apt install libeigen3-dev libboost-dev; conda: conda install eigen libboost-headers; "
    "vcpkg: vcpkg install eigen3 boost-graph boost-math")
string(CONCAT kring_install_hint ${kring_install_hint})

find_package(Eigen3 CONFIG QUIET)
if(NOT TARGET Eigen3::Eigen)
  message(FATAL_ERROR "kring needs the Eigen headers, 3.4 or newer, and found none. ${kring_install_hint}")
endif()
if(Eigen3_VERSION VERSION_LESS 3.4)
  message(FATAL_ERROR "kring needs Eigen 3.4 or newer and found ${Eigen3_VERSION}. ${kring_install_hint}")
endif()

find_package(Boost 1.74 CONFIG QUIET)
if(NOT TARGET Boost::headers)
  find_path(KRING_BOOST_INCLUDE_DIR boost/graph/adjacency_list.hpp)
  if(NOT KRING_BOOST_INCLUDE_DIR)
    message(FATAL_ERROR "kring needs the Boost headers, 1.74 or newer, and found none. ${kring_install_hint}")
  endif()
  add_library(Boost::headers IMPORTED INTERFACE)
  set_target_properties(Boost::headers PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${KRING_BOOST_INCLUDE_DIR}")
endif()

find_package(Threads REQUIRED)

# kring::format: what the optional headers in kring/format/ need besides kring::kring, where it is there.
find_path(KRING_TOML_INCLUDE_DIR toml++/toml.h)
find_path(KRING_JSON_INCLUDE_DIR nlohmann/json.hpp)
if(KRING_TOML_INCLUDE_DIR AND KRING_JSON_INCLUDE_DIR AND NOT TARGET kring::format)
  add_library(kring::format INTERFACE IMPORTED GLOBAL)
  set_target_properties(kring::format PROPERTIES
      INTERFACE_INCLUDE_DIRECTORIES "${KRING_TOML_INCLUDE_DIR};${KRING_JSON_INCLUDE_DIR}"
      INTERFACE_COMPILE_DEFINITIONS TOML_HEADER_ONLY=1
      INTERFACE_LINK_LIBRARIES kring::kring)
endif()
