// Before the first paint: the theme that was chosen, so that nothing flashes.
{
  const theme = localStorage.getItem("kaeru.theme");
  if (theme) document.documentElement.dataset.theme = JSON.parse(theme);
}
